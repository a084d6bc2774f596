"""A rule before many lifters: their trials, and what those come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median
from typing import Final, Protocol, TypeVar

import attrs

from overload.model import Exercise, Ladder, RepRange, Rule, Slot
from overload.simulation.athletes import Model, Trainee, lifters
from overload.simulation.lives import Meeting, life, with_break
from overload.simulation.measures import Figures, figures, typical, until_regained, worst_tenth
from overload.simulation.oracle import Oracle
from overload.simulation.starts import slot_of
from overload.simulation.trial import Asking, ByRule, Trace, trial

Result = TypeVar("Result")
BREAKS: Final = (4, 10, 16)
"""Weeks off, unless a case says otherwise."""
BEFORE_BREAK, AFTER_BREAK = 30, 40
"""Weeks of training before a break, and after it."""
MANY: Final = 20
"""Of so many lifters each has a break; of more every fourth."""


@attrs.frozen
class Case:
    """What rules are judged in: an exercise as a slot asks for it, a ladder, a kind of lifter, and how they start.

    `breaks` are the weeks off after which is looked at how long the old ask takes to come back.
    """

    exercise: Exercise
    sets: int
    reps: RepRange
    rest_s: int
    ladder: Ladder
    preset: str = "novice"
    model: Model = Model.DOSE_RESPONSE
    start: str = "right"
    weeks: int = 52
    seed: int = 1
    breaks: tuple[int, ...] = BREAKS

    def lifters(self, count: int) -> tuple[Trainee, ...]:
        """Return so many of the lifters of this case."""
        return lifters(self.preset, self.model, count, self.seed)

    def slot(self, lifter: Trainee) -> Slot:
        """Return the slot of a lifter."""
        skill = lifter.skill(self.exercise)
        return slot_of(self.exercise, self.sets, self.reps, self.rest_s, lifter, skill, self.start)

    def life(self, lifter: Trainee) -> tuple[Meeting, ...]:
        """Return the sessions a lifter comes to."""
        return life(lifter.preset.rhythm, self.weeks, lifter.chance("life"))

    def trial(self, asking: Asking, lifter: Trainee, meetings: Sequence[Meeting] | None = None) -> Trace:
        """Let a lifter live as asked."""
        lived = self.life(lifter) if meetings is None else meetings
        return trial(asking, lifter, lifter.skill(self.exercise), self.slot(lifter), self.ladder, lived)


@attrs.frozen
class Judged:
    """What rules came to with one lifter: their figures, and after each break the sessions until regained."""

    figures: Figures
    regained: tuple[int | None, ...] = ()


def judge(case: Case, rules: Sequence[Rule], lifter: Trainee) -> tuple[Judged, ...]:
    """Return what each rule comes to with a lifter, all of them in the same life."""
    oracle = case.trial(Oracle(), lifter)
    return tuple(
        Judged(figures(case.trial(ByRule(rule), lifter), oracle, case.slot(lifter)), _after_breaks(case, rule, lifter))
        for rule in rules
    )


def _after_breaks(case: Case, rule: Rule, lifter: Trainee) -> tuple[int | None, ...]:
    if not case.breaks or (lifter.number >= MANY and lifter.number % 4):
        return ()
    rhythm = lifter.preset.rhythm
    smooth = life(rhythm, BEFORE_BREAK + AFTER_BREAK, lifter.chance("breaks"), is_smooth=True)
    slot, last = case.slot(lifter), 7 * BEFORE_BREAK
    lives = ((weeks, with_break(smooth, last, weeks)) for weeks in case.breaks)
    return tuple(
        until_regained(case.trial(ByRule(rule), lifter, lived).steps, slot, last + 7 * weeks) for weeks, lived in lives
    )


@attrs.frozen
class Verdict:
    """What a rule comes to with many lifters; None where most of them never get there.

    `share` is the median of the shares of the oracle's gain, `worst` where the worst tenth begins.
    `right` and `regained` are medians of sessions; `freeze`, `highest` and
    `most_reps` the most of all; the others means.
    """

    lifters: int
    share: float
    worst: float
    failed: float
    right: float | None
    freeze: int
    highest: float
    reserve: float
    regained: tuple[float | None, ...]
    most_reps: int
    minutes: float
    sets: float


def verdict(judged: Sequence[Judged]) -> Verdict:
    """Add up what a rule came to with each lifter, at least one."""
    found = [one.figures for one in judged]
    broken = [one.regained for one in judged if one.regained]
    return Verdict(
        lifters=len(found),
        share=median(one.share for one in found),
        worst=worst_tenth([one.share for one in found]),
        failed=mean(one.failed for one in found),
        right=typical([one.right for one in found]),
        freeze=max(one.freeze for one in found),
        highest=max(one.highest for one in found),
        reserve=mean(one.reserve for one in found),
        regained=tuple(typical(each) for each in zip(*broken, strict=True)),
        most_reps=max(one.most_reps for one in found),
        minutes=mean(one.minutes for one in found),
        sets=mean(one.sets for one in found),
    )


class Each(Protocol):
    """Does something for each lifter and returns it in their order: `map`, or one that does it on several cores."""

    def __call__(self, judge: Callable[[Trainee], Result], lifters: Sequence[Trainee], /) -> Iterable[Result]:
        """Return what each comes to."""
        ...


def verdicts(case: Case, rules: Sequence[Rule], count: int, each: Each = map) -> tuple[Verdict, ...]:
    """Return what each rule comes to with so many lifters of a case."""
    judged = list(each(lambda lifter: judge(case, rules, lifter), case.lifters(count)))
    return tuple(verdict(those) for those in zip(*judged, strict=True))


def typical_lifter(case: Case, rule: Rule, count: int = 15) -> tuple[Trainee, Trace]:
    """Return the lifter whose gain is the median of so many, with the trace of the rule."""
    traces = [(lifter, case.trial(ByRule(rule), lifter)) for lifter in case.lifters(count)]
    return sorted(traces, key=lambda one: one[1].gain)[len(traces) // 2]
