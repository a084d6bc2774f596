"""The search: narrow passes first, then wider ones, until nothing that was dropped could have been better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from overload.schedule.blocks import Block, blocks_of
from overload.schedule.contexts import Contexts
from overload.schedule.crossing import NO_LIMIT, Step, Way
from overload.schedule.instance import Instance
from overload.schedule.sweep import Sweep

NARROW: Final = (1, 8)
"""States kept per date: few at first, which mostly finds the best placement and always a limit for the proof."""
WIDE: Final = (64, None)
BELOW: Final = (8, 64)
"""Where all that costs less than something is of interest: such a limit leaves out more than sharper bounds would."""


@attrs.frozen
class Found:
    """The best placement: its packed cost, and the opening of each session that has one, chain and free."""

    cost: int
    chain: dict[int, int]
    free: dict[int, int]


def search(instance: Instance) -> Found:
    """Return the best placement: every other one costs as much or more."""
    return Search(instance).below(NO_LIMIT) or Found(instance.base, {}, {})


@attrs.define
class Search:
    """What searching an instance takes.

    `contexts` and `bound` may be those of an instance in which more may stand, for the same kinds at the same openings.
    `known` holds what weeks (by their Monday) cost at least by themselves, as far as that was asked before of an
    instance of the same scale in which no more stands around them.
    """

    instance: Instance
    contexts: Contexts = attrs.field(default=attrs.Factory(lambda self: Contexts(self.instance), takes_self=True))
    bound: Contexts = attrs.field(
        default=attrs.Factory(lambda self: Contexts(self.instance, is_bound=True), takes_self=True)
    )
    known: Mapping[date, int] = attrs.field(factory=dict)

    def below(self, limit: float) -> Found | None:
        """Return the best placement that costs less than `limit`, None where there is none."""
        blocks, base = blocks_of(self.instance), self.instance.base
        beyond = weeks_alone(self.instance, self.bound, blocks, self.known)
        sweep = Sweep(self.instance, self.contexts, blocks, beyond, limit if limit == NO_LIMIT else limit - base)
        best = _widened(sweep, NARROW if limit == NO_LIMIT else BELOW, None)
        if not _is_proven(sweep, best):
            sweep.beyond = weeks_in_pairs(self.instance, self.bound, blocks, beyond)
            best = _widened(sweep, WIDE, best)
        return None if best is None else _found(base + best[0], best[1])


def _found(cost: int, step: Step | None) -> Found:
    chain: dict[int, int] = {}
    free: dict[int, int] = {}
    while step is not None:
        if step.session < 0:
            free[-1 - step.session] = step.opening
        else:
            chain[step.session] = step.opening
        step = step.earlier
    return Found(cost, chain, free)


def _widened(sweep: Sweep, widths: Sequence[int | None], best: Way | None) -> Way | None:
    """Return the best way of ever wider sweeps, the last of them only if need be."""
    for width in widths:
        sweep.limit = sweep.limit if best is None else best[0]
        best = sweep.run(width) or best
        if _is_proven(sweep, best):
            break
    return best


def _is_proven(sweep: Sweep, best: Way | None) -> bool:
    """Tell whether all that the last run dropped costs at least as much as the best way known, or the limit.

    Of equal ones it does not matter which is found, but it is always the same one: passes and their order are fixed.
    """
    return sweep.cut >= (sweep.limit if best is None else best[0])


def _alone(sweep: Sweep) -> int:
    """Return the least that the blocks of a sweep cost."""
    best = _widened(sweep, (*NARROW, None), None)
    return best[0] if best else 0


def weeks_alone(
    instance: Instance, contexts: Contexts, blocks: Sequence[Block], known: Mapping[date, int] | None = None
) -> list[int]:
    """Return, for each block, what all later ones cost at least: each by itself, as if nothing came before it.

    Weeks that are `known` are not asked again.

    Why it is never too much: what came before can only close openings, tire, and crowd; and with `is_bound` the first
    session of each group has the best gap. So a week costs no less after another one than alone, and the sum of what
    each costs alone is told.
    """
    beyond = [0]
    for block in reversed(blocks[1:]):
        found = (known or {}).get(block.monday)
        alone = _alone(Sweep(instance, contexts, (block,), (0,))) if found is None else found
        beyond.append(beyond[-1] + alone)
    return beyond[::-1]


def weeks_known(instance: Instance) -> dict[date, int]:
    """Return what each week but the first costs at least by itself, by its Monday; none where weeks share sessions."""
    contexts, later = Contexts(instance, is_bound=True), blocks_of(instance)[1:]
    return {block.monday: _alone(Sweep(instance, contexts, (block,), (0,))) for block in later}


def weeks_in_pairs(instance: Instance, contexts: Contexts, blocks: Sequence[Block], alone: Sequence[int]) -> list[int]:
    """Return the same, but sharper: a block and the one after it are solved together where that costs more.

    Why it is never too much: the later blocks divide into the first alone and the rest, or the first two together and
    the rest; each is a bound by the argument above, so the larger of them is one.
    """
    beyond = [0] * len(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        mine = alone[place] - alone[place + 1]
        beyond[place] = mine + beyond[place + 1]
        if place + 2 < len(blocks):
            after = (alone[place + 1] - alone[place + 2], 0)
            both = _alone(Sweep(instance, contexts, blocks[place + 1 : place + 3], after))
            beyond[place] = max(beyond[place], both + beyond[place + 2])
    return beyond
