"""Writes docs/which-rule.md from runs of the simulation: `make evidence`. No figure in that page is typed by hand.

Every cell is a run from one seed, so that it comes out the same wherever it is run; a test runs some of them again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import attrs

from overload import plugins
from overload.catalog import Catalog
from overload.cli.simulate import case_for, ladder_for, lives_of, on_all_cores
from overload.progression import default_rule, rule_from
from overload.report.judged import judged_picture
from overload.simulation.athletes import PRESETS, Model
from overload.simulation.figures import FIGURES
from overload.simulation.judging import BREAKS, Case, Each, Verdict, verdicts
from overload.simulation.starts import STARTS

PAGE: Final = Path(__file__).parent / "which-rule.md"
PICTURES: Final = Path(__file__).parent / "evidence"
LIFTERS: Final = 24
SEED: Final = 2026
ROW: Final = "dumbbell-row"
PULL_UP: Final = "pull-up"
DUMBBELLS: Final = {
    "spin-lock, 2.5 kg": "spinlock-2_5kg-full",
    "PowerBlock, no adders": "powerblock-elite-exp-50-no-adders",
    "Snode AD80": "snode-ad80",
    "two pairs, 6 and 16 kg": "fixed-two-pairs",
    "Bowflex 552": "bowflex-552",
    "NUOBELL 580": "nuobell-580",
}
LEVELS: Final = ("novice", "intermediate", "experienced")
PICTURED: Final = ("PowerBlock, no adders", "intermediate")


@cache
def catalog() -> Catalog:
    """Return the catalog without a training folder."""
    return plugins.catalog()


def rules_for(exercise: str) -> tuple[str, ...]:
    """Return the rules that are judged for an exercise: its default first, then the others by name."""
    names = sorted(catalog().rules)
    default = default_rule(catalog().exercises[exercise])
    fitting = names if exercise == PULL_UP else [name for name in names if name != "pull-up-ladder"]
    return (default, *(name for name in fitting if name != default))


def case_of(
    dumbbells: str, preset: str, model: Model, start: str = "right", exercise: str = ROW, breaks: Sequence[int] = ()
) -> Case:
    """Return a case by the names of the page."""
    what = catalog().exercises[exercise]
    rungs = ladder_for(catalog(), what, DUMBBELLS[dumbbells])
    found = case_for(catalog(), what, rungs, preset, model, start, 52, SEED)
    return attrs.evolve(found, breaks=tuple(breaks))


def judged(case: Case, names: Sequence[str], each: Each = map) -> tuple[Verdict, ...]:
    """Return what rules come to in a case, as the page has it."""
    return verdicts(case, [rule_from(catalog().rules[name], {}) for name in names], LIFTERS, each)


def share_cell(found: Sequence[Verdict]) -> str:
    """Write the shares of the oracle's gain in both models, and the sets that fell short."""
    shares = " / ".join(f"{one.share:.2f}" for one in found)
    return f"{shares} ({' / '.join(f'{one.failed:.0%}' for one in found)})"


def count_cell(counts: Sequence[float | None]) -> str:
    """Write counts of sessions in both models."""
    return " / ".join("never" if one is None else f"{one:g}" for one in counts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table of Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def by_level(preset: str, each: Each) -> tuple[list[list[str]], dict[str, str]]:
    """Return the rows of a level's table, and the best rule for each kind of dumbbells."""
    names, best = rules_for(ROW), {}
    columns = []
    for dumbbells in DUMBBELLS:
        found = [judged(case_of(dumbbells, preset, model), names, each) for model in Model]
        columns.append([share_cell(those) for those in zip(*found, strict=True)])
        # The better of the two models can flatter: a rule is as good as where it does worse.
        worse = [min(one.share for one in those) for those in zip(*found, strict=True)]
        best[dumbbells] = names[worse.index(max(worse))]
    return [[f"`{name}`", *cells] for name, *cells in zip(names, *columns, strict=True)], best


def starts(each: Each) -> list[list[str]]:
    """Return the rows that say after how many sessions the default rule has the load right, by start."""
    names = rules_for(ROW)[:1]
    return [
        [
            start,
            *(
                count_cell([judged(case_of(d, "novice", model, start), names, each)[0].right for model in Model])
                for d in DUMBBELLS
            ),
        ]
        for start in STARTS
    ]


def breaks(each: Each) -> list[list[str]]:
    """Return the rows that say after how many sessions the default rule is back, by weeks off."""
    names = rules_for(ROW)[:1]
    found = {
        d: [judged(case_of(d, "novice", model, breaks=BREAKS), names, each)[0].regained for model in Model]
        for d in DUMBBELLS
    }
    return [
        [f"{weeks} weeks", *(count_cell([one[at] for one in found[d]]) for d in DUMBBELLS)]
        for at, weeks in enumerate(BREAKS)
    ]


def pull_ups(each: Each) -> list[list[str]]:
    """Return the rows of the pull-up: rules by kind of lifter."""
    names = rules_for(PULL_UP)
    kinds = ("no-pull-up-yet", *LEVELS)
    found = {
        kind: [judged(case_of("spin-lock, 2.5 kg", kind, model, exercise=PULL_UP), names, each) for model in Model]
        for kind in kinds
    }
    return [
        [f"`{name}`", *(share_cell([those[at] for those in found[kind]]) for kind in kinds)]
        for at, name in enumerate(names)
    ]


def page(each: Each, told: Callable[[str], object] = lambda _: None) -> Iterator[str]:
    """Yield the lines of the page, saying what is run."""
    yield from (*_TOP, "")
    bests = {}
    for preset in LEVELS:
        told(preset)
        rows, bests[preset] = by_level(preset, each)
        yield f"## {preset.capitalize()}: {PRESETS[preset].summary}"
        yield ""
        yield from table(("Rule", *DUMBBELLS), rows)
    yield from (*_BEST, "")
    yield from table(("Dumbbells", *LEVELS), [[d, *(f"`{bests[one][d]}`" for one in LEVELS)] for d in DUMBBELLS])
    told("starts")
    yield from (*_STARTS, "")
    yield from table(("First load", *DUMBBELLS), starts(each))
    told("breaks")
    yield from (*_BREAKS, "")
    yield from table(("Time off", *DUMBBELLS), breaks(each))
    told("pull-ups")
    yield from (*_PULL_UPS, "")
    yield from table(("Rule", "no-pull-up-yet", *LEVELS), pull_ups(each))
    yield from (*_ONE, "")
    yield from (*_LIMITS, "")
    yield from table(
        ("Figure", "Mean", "Spread (SD)", "What it is", "Source"),
        [[one.name, f"{one.mean:g}", f"{one.spread:g}", one.unit, one.source] for one in FIGURES],
    )


def pictures() -> dict[str, bytes]:
    """Return the pictures of the page by their file names."""
    dumbbells, preset = PICTURED
    chosen = {name: rule_from(catalog().rules[name], {}) for name in (rules_for(ROW)[0], "double-progression")}
    return {
        f"{model}.svg": judged_picture(lives_of(case_of(dumbbells, preset, model), chosen), "svg") for model in Model
    }


_TOP: Final = f"""\
# Which rule for whom

Every rule here was judged by simulated lifters, on the row (3 x 8-12) with the dumbbells named, for a year. You can run
any of it yourself, with your own dumbbells and your own rules: `overload simulate --help`. This page is written by
`make evidence` from the runs themselves.

A figure like 0.76 is a share of the gain of an *oracle*, which knows the true strength of each day and always asks for
the best that can be done: the median of {LIFTERS} lifters, under two models of a body (dose-response, then
fitness-fatigue). In brackets is how many sets fell short of what was asked. The default rule stands first. `rep-target`
asks for a total, which it shows split evenly: a set below that is no failure to it.
""".splitlines()
_BEST: Final = """\
## The best of them

By the worse of the two models, for a rule that only one of them likes is fitted to it.
""".splitlines()
_STARTS: Final = """\
## How soon the load is right

Sessions until the default rule asks a novice for what is right (three sessions in a row that need 86 to 102 % of the
true strength), by how the first load was told: right, not at all, or so many times the right one.
""".splitlines()
_BREAKS: Final = """\
## How soon it is back after time off

Sessions of a novice until the default rule asks again for what it asked before.
""".splitlines()
_PULL_UPS: Final = """\
## The pull-up

3 x 5-10, with bands of 30 and 15 kg and plates up to 20 kg.
""".splitlines()
_ONE: Final = f"""\
## One life

The typical {PICTURED[1]} on a {PICTURED[0]}, under the default rule and under plain double progression.

![A year under two rules, dose-response](evidence/dose-response.svg)

![A year under two rules, fitness-fatigue](evidence/fitness-fatigue.svg)
""".splitlines()
_LIMITS: Final = """\
## What this cannot tell

These are models, not people. They know nothing of pain, sleep, food, technique, motivation, or of muscles that grow at
different rates; every session does something, and nobody gets hurt. Two rules that differ by less than 0.05 are alike
here. Where both models say the same, it is worth something; where they differ, nobody knows. How large the gains would
be in kilograms is not told on purpose, here or anywhere else: the shares are for comparing rules, not for promising
anything.

Lifters differ from one another in every figure of this table, normally distributed, two spreads at most from the mean.
""".splitlines()


def main() -> None:
    """Write the page and its pictures."""
    PICTURES.mkdir(exist_ok=True)
    with on_all_cores(1, lambda *_: None) as each:
        lines = list(page(each, lambda what: sys.stderr.write(f"{what}\n")))
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    for name, data in pictures().items():
        (PICTURES / name).write_bytes(data)


if __name__ == "__main__":
    main()
