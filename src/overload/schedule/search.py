"""The search: narrow passes first, then wider ones, until nothing that was dropped could have been better."""

from __future__ import annotations

from collections.abc import Sequence
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


@attrs.frozen
class Found:
    """The best placement: its packed cost, and the opening of each session that has one, chain and free."""

    cost: int
    chain: dict[int, int]
    free: dict[int, int]


def search(instance: Instance) -> Found:
    """Return the best placement: every other one costs as much or more."""
    blocks = blocks_of(instance)
    contexts = Contexts(instance, is_bound=True)
    beyond = weeks_alone(instance, contexts, blocks)
    sweep = Sweep(instance, Contexts(instance), blocks, beyond)
    best = _widened(sweep, NARROW, None)
    if not _is_proven(sweep, best):
        sweep.beyond = weeks_in_pairs(instance, contexts, blocks, beyond)
        best = _widened(sweep, WIDE, best)
    cost, step = best or (0, None)
    return _found(instance.base + cost, step)


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
        sweep.limit = NO_LIMIT if best is None else best[0]
        best = sweep.run(width) or best
        if _is_proven(sweep, best):
            break
    return best


def _is_proven(sweep: Sweep, best: Way | None) -> bool:
    """Tell whether all that the last run dropped costs at least as much as the best way known.

    Of equal ones it does not matter which is found, but it is always the same one: passes and their order are fixed.
    """
    return best is not None and sweep.cut >= best[0]


def _alone(sweep: Sweep) -> int:
    """Return the least that the blocks of a sweep cost."""
    best = _widened(sweep, (*NARROW, None), None)
    return best[0] if best else 0


def weeks_alone(instance: Instance, contexts: Contexts, blocks: Sequence[Block]) -> list[int]:
    """Return, for each block, what all later ones cost at least: each by itself, as if nothing came before it.

    Why it is never too much: what came before can only close openings, tire, and crowd; and with `is_bound` the first
    session of each group has the best gap. So a week costs no less after another one than alone, and the sum of what
    each costs alone is told.
    """
    beyond = [0]
    for block in reversed(blocks[1:]):
        beyond.append(beyond[-1] + _alone(Sweep(instance, contexts, (block,), (0,))))
    return beyond[::-1]


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
