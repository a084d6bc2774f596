"""How strong the log shows somebody to be: one small value per exercise, moved on by a session at a time.

It is the estimated one-rep maximum of the system weight (bodyweight included where it is lifted, per hand with
dumbbells), by Epley, and how sure that is: a recursive estimate as of Kalman (1960, doi 10.1115/1.3662552), in
logarithms, so that loads, units and dumbbells fall out of it. A set that was stopped at its number says only that
somebody is at least so strong, and so does an open one whose count nobody said; an open set, a noted reserve and a
miss are measurements. What a session adds costs the same whatever came before. Where a figure has no source it is
ours, tried on simulated lifters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.model import (
    Measure,
    OpenEnd,
    Performed,
    RepRange,
    SetDone,
    SetKind,
    SetTarget,
    Slot,
    Strength,
    is_at_least,
)
from overload.progression.maxima import system_weight
from overload.progression.time_off import KEPT_DAYS, loss
from overload.units import Load

TIRING: Final = 0.03
"""How much a hard set takes off the next, in logs."""
SPREAD: Final = 0.30
"""Standard deviation of a strength that only a chosen load tells of."""
ASSUMED_RESERVE: Final = 2
"""Reps above the bottom of the range that a chosen first load is taken to be good for."""
TOLD_SPREAD: Final = 0.12
"""Standard deviation of a strength that the athlete told."""
NOT_ONE: Final = 0.2
"""So far below a load, in logs, who cannot lift it once is taken to be (ours)."""
MARGIN: Final = 0.07
"""Share below the estimate that asks begin with."""
MARGINS: Final = (0.03, 0.16)
MISSES: Final = 0.12
"""The share of sets that may fall short; whence the margin moves (Gibbs and Candes 2021, arXiv 2106.00170)."""
MARGIN_STEP: Final = 0.06
GROWTH: Final = 0.006
"""Growth a session, in logs, to begin with."""
MOST_GROWTH: Final = 0.025
REGAINED: Final = 0.3
"""The share of what time off took that a session brings back: 10 weeks in about 5 (Halonen et al. 2024)."""
GROWTH_LEARNT: Final = 0.06
"""How much of a surprise the growth takes up."""
SESSIONS: Final = 6
"""So many sessions back tell what was shown, and whether somebody goes on in an open set."""
MANY: Final = 25
"""Reps from which a set says no more than that it was light."""
ABOVE: Final = 12
"""Reps above which what is left is felt worse (Halperin et al. 2022, doi 10.1007/s40279-021-01559-x)."""
EASY: Final = 0.25
"""An ask worth so much less than the strength, in logs, was easy: to meet it says nothing."""
HALF_BODY: Final = 0.5
"""Share of the body that help without a figure leaves, until sets tell."""

LIGHTEST: Final = 0.1
"""No system weighs less than this in kg, whatever help is told."""

_MISSED_VAR: Final = 0.045**2
_OPEN_VAR: Final = 0.05**2
_NOTED_VAR: Final = 0.06**2
_UNASKED_VAR: Final = 0.08**2
_UNASKED_LEFT: Final = 0.05
"""About a rep and a half, in logs."""
_AIDED_VAR: Final = 0.2**2
_WEEK_VAR: Final = 0.018**2
_BEYOND_VAR: Final = 0.0012**2
_LEAST, _MOST = math.log(0.1), math.log(5000.0)
_LEFT_OPEN: Final = {OpenEnd.CLEAN_REP: 1.6, OpenEnd.FAILURE: 0.5, OpenEnd.ONE_LEFT: 2.2}
"""What an open set leaves, by how far it was to go: one as told, and part of what people have more than they think."""


@attrs.frozen
class _Said:
    """What a set says: the log e1RM it was `worth` at least, and `y`, with its variance where it measures.

    `shown` is the e1RM of its reps alone, without what was left or what sets before it took.
    """

    shown: float
    worth: float
    y: float
    variance: float | None = None
    missed: bool = False
    beaten: bool = False
    light: bool = False
    aided: bool = False


@attrs.frozen
class Estimate:
    """What is known of the strength in one exercise after the sessions so far.

    `log` and `variance` are of the e1RM in kg, fresh, on the day of the last session; `growth` is what a session adds.
    `known`: some set ever measured it; `tested`: or one fell short. `opened`: whether the open set of each of the last
    sessions that had one was beaten. `shown` are logs of the best e1RM without reserve of the last sessions. `margins`
    are those of each range, and how many sessions were asked there. `lost` is what time off took and is not back yet:
    it comes back sooner than it came. `aided` and `aided_variance` are the log share of
    the body that help without a figure leaves.
    """

    log: float
    variance: float
    last: date | None = None
    growth: float = GROWTH
    known: bool = False
    tested: bool = False
    opened: tuple[bool, ...] = ()
    shown: tuple[float, ...] = ()
    margins: tuple[tuple[RepRange | None, float, int], ...] = ()
    lost: float = 0.0
    aided: float = math.log(HALF_BODY)
    aided_variance: float = _AIDED_VAR

    @property
    def goes_on(self) -> bool:
        """Whether the athlete takes open sets further than asked."""
        return True in self.opened

    def at(self, day: date) -> Estimate:
        """Return it as of a later day: less sure, and after three weeks a little weaker; time never adds strength."""
        if self.last is None:
            return attrs.evolve(self, last=day)
        days = (day - self.last).days
        if days <= 0:
            return self
        beyond = max(days - KEPT_DAYS, 0)
        return attrs.evolve(
            self,
            log=self.log - loss(days),
            variance=self.variance + _WEEK_VAR * min(days / 7, 4) + _BEYOND_VAR * beyond**2,
            growth=self.growth / 2 if beyond else self.growth,
            lost=self.lost + loss(days),
            last=day,
        )

    def margin(self, lane: RepRange | None) -> float:
        """Return the share below the estimate that asks in a range keep; asks that named no range speak for any."""
        found = {known: margin for known, margin, _ in self.margins}
        return found.get(lane, found.get(None, MARGIN))

    def told(self, lane: RepRange | None, day: date) -> Strength:
        """Return what a rule is told of it, for a slot with this range on a day."""
        now = self.at(day)
        shown = Load(_kg(max(now.shown))) if now.shown else None
        spread = math.sqrt(now.variance)
        return Strength(Load(_kg(now.log)), spread, day, shown, now.margin(lane), math.exp(now.aided))


def _kg(log: float) -> Decimal:
    return Decimal(f"{math.exp(log):.6f}")


def worth(weight: float, reps: float) -> float:
    """Return the log e1RM of reps at a system weight in kg, by Epley's line: a single counts as one more than none."""
    return math.log(max(weight, LIGHTEST)) + math.log1p(reps / 30)


def told_best(reps: int, load: Load, body: Load | None = None) -> Estimate:
    """Return what an athlete tells of the strength in an exercise: so many reps, as far as good form goes.

    Who tells of none can be anywhere below that load. `body` is given where the body is lifted.
    """
    weight = max(system_weight(load, body), LIGHTEST)
    if reps < 1:
        return Estimate(math.log(weight) - NOT_ONE, SPREAD**2)
    return Estimate(worth(weight, reps), TOLD_SPREAD**2)


def chosen(load: Load, low: int, body: Load | None = None) -> Estimate:
    """Return what choosing a load for a range from `low` reps says: it is good for a little more than the bottom."""
    return Estimate(worth(max(system_weight(load, body), LIGHTEST), low + ASSUMED_RESERVE), SPREAD**2)


def load_worth(log: float, low: int, body: Load | None = None) -> Load:
    """Return the load that a log e1RM is good for in a range from `low` reps, on the careful side: what `chosen` says.

    In kg, and below zero where it takes help.
    """
    system = math.exp(log) / (1 + (low + ASSUMED_RESERVE) / 30)
    return Load(Decimal(f"{system - (0.0 if body is None else float(body.kg)):.3f}"))


def estimated(
    history: Iterable[Performed], bodyweight: Load | None = None, prior: Estimate | None = None
) -> Estimate | None:
    """Return what a log of one exercise shows, oldest first, all ranges together; `prior` where nothing does.

    `bodyweight` is given where the body is lifted, for sessions that do not say their own.
    """
    for session in history:
        prior = seen(prior, session, bodyweight)
    return prior


def strength_of(slot: Slot, history: Sequence[Performed]) -> Strength | None:
    """Return what a slot tells of the strength, else what its history shows; None where there is none."""
    if slot.strength is not None:
        return slot.strength
    found = estimated(history, slot.bodyweight)
    if found is None or found.last is None:
        return None
    return found.told(slot.reps, slot.date or found.last)


def seen(before: Estimate | None, session: Performed, bodyweight: Load | None = None) -> Estimate | None:
    """Return the estimate after one more session; None where neither says anything.

    `bodyweight` is given where the body is lifted; the session's own counts before it.
    """
    body = None if bodyweight is None else session.bodyweight or bodyweight
    rows = _rows(session)
    if not rows:
        return before
    now = before.at(session.date) if before is not None else _first(session, rows, body)
    weights = _weights(now, [done.load for done, _ in rows], body)
    sets = [(done, target, place, weights[place]) for place, (done, target) in enumerate(rows)]
    said = [_says(now, *one, body) for one in sets]
    missed = [one for one in said if one.missed]
    asked = session.asked
    if session.unwell:
        return now if missed else _at_least(now, said)
    if asked is None or not asked.sets:
        return _unasked(now, said)
    is_easy = asked.is_deload or (before is not None and _is_easy(now, rows, body))
    if is_easy and (asked.is_deload or not missed):
        return _at_least(now, said)
    if not missed and all(target is None or _is_lighter(now, done, target, body) for done, target in rows):
        return _at_least(now, said)
    openers = [place for place, (_, target) in enumerate(rows) if target is not None and target.amrap]
    outcome = _outcome(now, said)
    log = _monotone(now, sets, said, openers[-1], outcome.log, body) if openers else outcome.log
    counted = [place for place in openers if said[place].beaten or not rows[place][0].at_least]
    asked_sets = sum([target is not None for _, target in rows])
    opened = (*now.opened, any(said[place].beaten for place in counted))[-SESSIONS:] if counted else now.opened
    aided, aided_variance = _learnt_help(now, outcome, said)
    return Estimate(
        log=log,
        variance=outcome.variance,
        last=now.last,
        growth=outcome.growth,
        known=now.known or outcome.surprise is not None,
        tested=now.tested or outcome.surprise is not None,
        opened=opened,
        shown=_shown(now, said),
        margins=_margins(now, session.lane, len(missed) / max(asked_sets, 1)),
        lost=outcome.lost,
        aided=aided,
        aided_variance=aided_variance,
    )


def _rows(session: Performed) -> list[tuple[SetDone, SetTarget | None]]:
    """Return the work sets that were tried, each with what was asked of it."""
    asked = [one for one in session.asked.sets if _counts(one)] if session.asked else []
    done = [one for one in session.sets if _counts(one)]
    targets = [*asked, *[None] * (len(done) - len(asked))]
    return [(one, target) for one, target in zip(done, targets, strict=False) if not one.left_out]


def _counts(one: SetDone | SetTarget) -> bool:
    return one.kind is SetKind.WORK and one.measure is Measure.REPS


def _first(session: Performed, rows: Sequence[tuple[SetDone, SetTarget | None]], body: Load | None) -> Estimate:
    """Return what choosing a load says: it is good for a little more than the bottom of the range."""
    begin = Estimate(0.0, SPREAD**2, session.date)
    targets = [target for _, target in rows if target is not None]
    done = [one for one, _ in rows]
    if not targets:
        best = max(worth(_weight(begin, one.load, body), one.reps) for one in done)
        return attrs.evolve(begin, log=best)
    loads = [one.load for one in done]
    load = targets[0].load if targets[0].load in loads else max(loads, key=lambda one: (loads.count(one), one))
    low = session.lane.low if session.lane is not None else min(target.reps for target in targets)
    return attrs.evolve(begin, log=worth(_weight(begin, load, body), low + ASSUMED_RESERVE))


def lifted(load: Load, body: Load | None, aided: float) -> float:
    """Return the system weight in kg, above 0; with help that has no figure it is this share of the body.

    Where nobody says what the body weighs such help is less than any load, as on a ladder.
    """
    if load.aid:
        return 0.05 if body is None else max(aided * float(body.kg), 0.05)
    return max(system_weight(load, body), LIGHTEST)


def _weight(now: Estimate, load: Load, body: Load | None) -> float:
    return lifted(load, body, math.exp(now.aided))


def _weights(now: Estimate, loads: Iterable[Load], body: Load | None) -> list[float]:
    """Return the system weight of each load; most sets of a session share one, which is worked out once."""
    found: list[float] = []
    before: Load | None = None
    for load in loads:
        found.append(found[-1] if load is before else _weight(now, load, body))
        before = load
    return found


def _says(  # noqa: PLR0911 - one of seven kinds of sets, read from top to bottom, and all it is read by
    now: Estimate, done: SetDone, target: SetTarget | None, place: int, weight: float, body: Load | None
) -> _Said:
    """Return what one set says of this system `weight`; `place` counts the sets tried before it, which tired."""
    tired, reps = TIRING * place, done.reps
    aided = bool(done.load.aid)
    if not reps:
        y = min(now.log, math.log(weight) + tired - 0.02)
        return _Said(-math.inf, -math.inf, y, _MISSED_VAR, missed=True, aided=aided)
    shown = worth(weight, reps)
    least = shown + tired
    missed = target is not None and reps < target.reps and done.load <= target.load
    beyond = max(0, reps - ABOVE)
    if done.rir is not None:
        left = float(done.rir) + 0.9
        at_least = done.at_least or is_at_least(done.rir)
        y = worth(weight, reps + left + (0 if at_least else 0.15 * beyond)) + tired
        variance = None if at_least else _NOTED_VAR
        return _Said(shown, y if at_least else least, y, variance, missed=missed, aided=aided)
    if missed:
        return _Said(shown, least, least, _MISSED_VAR, missed=True, aided=aided)
    if target is None or not target.amrap or _is_lighter(now, done, target, body):
        return _Said(shown, least, least, aided=aided)
    beaten = reps > target.reps
    if done.at_least:
        return _Said(shown, least, least, beaten=beaten, aided=aided)
    if beaten and reps >= MANY and (reps >= 1.5 * target.reps or not now.known):
        bound = worth(weight, reps + 4) + tired
        return _Said(shown, bound, bound, beaten=True, light=True, aided=aided)
    if beaten or (reps < MANY and now.goes_on and done.load == target.load):
        left = _LEFT_OPEN[OpenEnd.of(target.rir)] + 0.1 * beyond
        y = worth(weight, reps + left) + tired
        return _Said(shown, least, y, _OPEN_VAR, beaten=beaten, aided=aided)
    return _Said(shown, least, least, aided=aided)


def _is_lighter(now: Estimate, done: SetDone, target: SetTarget, body: Load | None) -> bool:
    """Tell whether somebody took far less than was asked: then where they stopped says nothing of where they fail.

    As long as nothing was measured the ask is no better a guess than what they took.
    """
    return (
        now.known
        and done.load < target.load
        and _weight(now, target.load, body) > _weight(now, done.load, body) * math.exp(EASY)
    )


def _is_easy(now: Estimate, rows: Sequence[tuple[SetDone, SetTarget | None]], body: Load | None) -> bool:
    """Tell whether all that was asked was worth far less than is known; what was done of it must not decide that."""
    if not now.tested:
        return False
    targets = [target for _, target in rows if target is not None]
    weights = _weights(now, [target.load for target in targets], body)
    asked = [worth(weight, target.reps) for weight, target in zip(weights, targets, strict=True)]
    return bool(asked) and max(asked) < now.log - EASY


def _bounded(now: Estimate, said: Sequence[_Said], *, step: bool = True) -> float:
    """Return what sets say that nobody was seen to struggle with: at least so strong, and perhaps a step more."""
    bound = max([one.worth for one in said])
    if not step:
        return max(now.log, bound)
    is_light = True in [one.light for one in said]
    by = min(max(0.016, math.sqrt(now.variance) / 2), 0.25 if is_light else 0.12)
    return max(now.log + by, bound + (0.1 if is_light else 0.0))


def _at_least(now: Estimate, said: Sequence[_Said]) -> Estimate:
    return attrs.evolve(now, log=_finite(_bounded(now, said, step=False)))


def _unasked(now: Estimate, said: Sequence[_Said]) -> Estimate:
    """Return what sets say that nobody asked for: people stop a rep or two short, and never show more than they can.

    They may have been light on purpose, so who is known already is not thought weaker for them.
    """
    best = max(one.worth for one in said)
    shown = _shown(now, said)
    # Not a rep says at most what not being able to lift it once does.
    y = max(one.y for one in said) if best == -math.inf else best + _UNASKED_LEFT
    surprise = y - now.log
    if now.tested and surprise < 0:
        return attrs.evolve(now, shown=shown)
    gain = now.variance / (now.variance + _UNASKED_VAR)
    log = max(now.log + gain * surprise, best)
    return attrs.evolve(now, log=_finite(log), variance=now.variance * (1 - gain), shown=shown)


@attrs.frozen
class _Outcome:
    """What the sets of a session come to; `surprise` and `total` (variance) are None where nothing was measured."""

    log: float
    variance: float
    growth: float
    lost: float
    surprise: float | None = None
    total: float = 0.0


def _outcome(now: Estimate, said: Sequence[_Said]) -> _Outcome:
    """Return what the sets of a session come to, which count as one, since they share the day."""
    measured = [one for one in said if one.variance is not None]
    missed = True in [one.missed for one in said]
    back = 0.0 if missed else REGAINED * now.lost
    if not measured:
        variance = now.variance * 0.92 if now.tested else now.variance
        return _Outcome(_finite(_bounded(now, said, step=not missed)), variance, now.growth, now.lost - back)
    bound = max([one.worth for one in said])
    y = max(sum([one.y for one in measured]) / len(measured), bound)
    # That of the least sure set: then a set that falls short no longer, and measures no more, changes nothing else.
    total = now.variance + max([one.variance or 0.0 for one in measured])
    if True in [one.aided for one in measured]:
        total += now.aided_variance
    gain = max(0.3, now.variance / total)
    surprise = y - now.log
    growth = now.growth + GROWTH_LEARNT * gain * min(max(surprise, -0.1), 0.1)
    growth = min(max(growth, 0.0), MOST_GROWTH)
    log = now.log + gain * surprise + (0.0 if missed else growth + back)
    beaten = True in [one.beaten for one in said]
    if missed and not beaten:
        log = min(log, max(now.log, bound))
    if beaten and not now.goes_on:
        log = max(log, _bounded(now, said))
    left = now.variance * (1 - gain)
    if abs(surprise) > 3 * math.sqrt(total):
        left += 0.25 * surprise**2
    return _Outcome(_finite(log), left, growth, now.lost - back, surprise, total)


def _learnt_help(now: Estimate, outcome: _Outcome, said: Sequence[_Said]) -> tuple[float, float]:
    """Return the log share that help leaves, and its variance: more reps than thought may as well be more help."""
    if outcome.surprise is None or not any(one.aided for one in said):
        return now.aided, now.aided_variance
    part = now.aided_variance / outcome.total
    aided = min(max(now.aided - part * outcome.surprise, math.log(0.2)), math.log(0.95))
    return aided, max(now.aided_variance * (1 - part), 0.03**2)


def _monotone(
    now: Estimate,
    sets: Sequence[tuple[SetDone, SetTarget | None, int, float]],
    said: Sequence[_Said],
    opened: int,
    log: float,
    body: Load | None,
) -> float:
    """Return the most that the session would have come to with any fewer reps in its open set.

    A set of more reps may say less (far too light) or weigh differently, so one rep more could lower the estimate.
    Within each kind of set it only rises, so that the last of each kind is enough.
    """
    done, target, place, weight = sets[opened]
    asked = target.reps if target is not None else 0
    ends = {0, asked - 1, asked, MANY - 1, math.ceil(1.5 * asked) - 1}
    for reps in sorted(one for one in ends if 0 <= one < done.reps):
        fewer = _says(now, SetDone(reps, done.load, done.rir), target, place, weight, body)
        log = max(log, _outcome(now, [*said[:opened], fewer, *said[opened + 1 :]]).log)
    return log


def _margins(now: Estimate, lane: RepRange | None, missed: float) -> tuple[tuple[RepRange | None, float, int], ...]:
    """Return the margins after a session of a range in which this share of sets fell short."""
    margin, sessions = next(((one[1], one[2]) for one in now.margins if one[0] == lane), (MARGIN, 0))
    if sessions:
        margin = min(max(margin + MARGIN_STEP * (min(missed, 1.0) - MISSES), MARGINS[0]), MARGINS[1])
    return (*[one for one in now.margins if one[0] != lane], (lane, margin, sessions + 1))


def _shown(now: Estimate, said: Sequence[_Said]) -> tuple[float, ...]:
    best = max([one.shown for one in said])
    return (*now.shown, best)[-SESSIONS:] if best > -math.inf else now.shown


def _finite(log: float) -> float:
    return min(max(log, _LEAST), _MOST)
