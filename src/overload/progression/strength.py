"""How strong the log shows somebody to be: one small value per exercise, moved on by a session at a time.

What is kept of an exercise is its `estimate`, what a set says of it its `evidence`. Put together they are a recursive
estimate as of Kalman (1960, doi 10.1115/1.3662552). What a session adds costs the same whatever came before. Where a
figure has no source it is ours, tried on simulated lifters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import attrs

from overload.model import (
    Measure,
    Performed,
    RepRange,
    SetDone,
    SetKind,
    SetTarget,
    Slot,
    Strength,
)
from overload.progression.estimate import ASSUMED_RESERVE, MARGIN, NOT_ONE, SPREAD, Estimate, worth
from overload.progression.evidence import EASY, MANY, Said, is_lighter, says, weight_of, weights_of
from overload.units import Load

MARGINS: Final = (0.03, 0.16)
MISSES: Final = 0.12
"""The share of sets that may fall short; whence the margin moves (Gibbs and Candes 2021, arXiv 2106.00170)."""
MARGIN_STEP: Final = 0.06
MOST_GROWTH: Final = 0.025
REGAINED: Final = 0.3
"""The share of what time off took that a session brings back: 10 weeks in about 5 (Halonen et al. 2024)."""
GROWTH_LEARNT: Final = 0.06
"""How much of a surprise the growth takes up."""
SESSIONS: Final = 6
"""So many sessions back tell what was shown, and whether somebody goes on in an open set."""

_UNASKED_VAR: Final = 0.08**2
_UNASKED_LEFT: Final = 0.05
"""About a rep and a half, in logs."""
T = TypeVar("T", SetDone, SetTarget)
_LEAST, _MOST = math.log(0.1), math.log(5000.0)


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
    weights = weights_of(now, [done.load for done, _ in rows], body)
    sets = [(done, target, place, weights[place]) for place, (done, target) in enumerate(rows)]
    said = [says(now, done, target, place, weight, body) for done, target, place, weight in sets]
    missed = [one for one in said if one.missed]
    asked = session.asked
    if session.unwell:
        return now if missed else _at_least(now, said)
    if asked is None or not asked.sets:
        return _unasked(now, said)
    is_easy = asked.is_deload or (before is not None and _is_easy(now, rows, body))
    if is_easy and (asked.is_deload or not missed):
        return _at_least(now, said)
    if not missed and all(target is None or is_lighter(now, done, target, body) for done, target in rows):
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
    asked = _counting(session.asked.sets) if session.asked else ()
    done = _counting(session.sets)
    targets = [*asked, *[None] * (len(done) - len(asked))]
    return [(one, target) for one, target in zip(done, targets, strict=False) if not one.left_out]


def _counting(sets: Sequence[T]) -> Sequence[T]:
    """Return those that are work in reps: nearly always all of them."""
    work, reps = SetKind.WORK, Measure.REPS
    return [one for one in sets if one.kind is work and one.measure is reps]


def _first(session: Performed, rows: Sequence[tuple[SetDone, SetTarget | None]], body: Load | None) -> Estimate:
    """Return what choosing a load says: it is good for a little more than the bottom of the range."""
    begin = Estimate(0.0, SPREAD**2, session.date)
    targets = [target for _, target in rows if target is not None]
    done = [one for one, _ in rows]
    if not targets:
        shown = [worth(weight_of(begin, one.load, body), one.reps) for one in done if one.reps]
        if not shown:  # anywhere below the lightest of them
            return attrs.evolve(begin, log=worth(min(weights_of(begin, [one.load for one in done], body)), 0) - NOT_ONE)
        return attrs.evolve(begin, log=max(shown))
    loads = [one.load for one in done]
    load = targets[0].load if targets[0].load in loads else max(loads, key=lambda one: (loads.count(one), one))
    low = session.lane.low if session.lane is not None else min(target.reps for target in targets)
    return attrs.evolve(begin, log=worth(weight_of(begin, load, body), low + ASSUMED_RESERVE))


def _is_easy(now: Estimate, rows: Sequence[tuple[SetDone, SetTarget | None]], body: Load | None) -> bool:
    """Tell whether all that was asked was worth far less than is known; what was done of it must not decide that."""
    if not now.tested:
        return False
    targets = [target for _, target in rows if target is not None]
    weights = weights_of(now, [target.load for target in targets], body)
    asked = [worth(weight, target.reps) for weight, target in zip(weights, targets, strict=True)]
    return bool(asked) and max(asked) < now.log - EASY


def _bounded(now: Estimate, said: Sequence[Said], *, step: bool = True) -> float:
    """Return what sets say that nobody was seen to struggle with: at least so strong, and perhaps a step more."""
    bound = max([one.worth for one in said])
    if not step:
        return max(now.log, bound)
    is_light = True in [one.light for one in said]
    by = min(max(0.016, math.sqrt(now.variance) / 2), 0.25 if is_light else 0.12)
    return max(now.log + by, bound + (0.1 if is_light else 0.0))


def _at_least(now: Estimate, said: Sequence[Said]) -> Estimate:
    return attrs.evolve(now, log=_finite(_bounded(now, said, step=False)))


def _unasked(now: Estimate, said: Sequence[Said]) -> Estimate:
    """Return what sets say that nobody asked for: people stop a rep or two short, and never show more than they can.

    They may have been light on purpose, so who is known already is not thought weaker for them; not a rep is no choice.
    """
    best = max(one.worth for one in said)
    shown, in_vain = _shown(now, said), best == -math.inf
    # Not a rep says at most what not being able to lift it once does.
    y = min(one.y for one in said) if in_vain else best + _UNASKED_LEFT
    surprise = y - now.log
    if surprise >= 0 if in_vain else now.tested and surprise < 0:
        return attrs.evolve(now, shown=shown)
    gain = now.variance / (now.variance + _UNASKED_VAR)
    log = max(now.log + gain * surprise, best)
    return attrs.evolve(now, log=_finite(log), variance=now.variance * (1 - gain), shown=shown)


@attrs.define  # not frozen, as what a set says: several are made of every session
class _Outcome:
    """What the sets of a session come to; `surprise` and `total` (variance) are None where nothing was measured."""

    log: float
    variance: float
    growth: float
    lost: float
    surprise: float | None = None
    total: float = 0.0


def _outcome(now: Estimate, said: Sequence[Said]) -> _Outcome:
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


def _learnt_help(now: Estimate, outcome: _Outcome, said: Sequence[Said]) -> tuple[float, float]:
    """Return the log share that help leaves, and its variance: more reps than thought may as well be more help."""
    if outcome.surprise is None or not any(one.aided for one in said):
        return now.aided, now.aided_variance
    part = now.aided_variance / outcome.total
    aided = min(max(now.aided - part * outcome.surprise, math.log(0.2)), math.log(0.95))
    return aided, max(now.aided_variance * (1 - part), 0.03**2)


def _monotone(
    now: Estimate,
    sets: Sequence[tuple[SetDone, SetTarget | None, int, float]],
    said: Sequence[Said],
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
    if done.reps <= asked and _only_bounds(done, said):
        return log
    ends = {0, asked - 1, asked, MANY - 1, math.ceil(1.5 * asked) - 1}
    for reps in sorted(one for one in ends if 0 <= one < done.reps):
        fewer = says(now, SetDone(reps, done.load, done.rir), target, place, weight, body)
        log = max(log, _outcome(now, [*said[:opened], fewer, *said[opened + 1 :]]).log)
    return log


def _only_bounds(done: SetDone, said: Sequence[Said]) -> bool:
    """Tell whether nothing was measured, and with fewer reps of this set nothing but a miss could be.

    A miss says at most that somebody is as strong as was known or shown, which is what the bounds say at least: of a
    forecast, in which all is done as asked, there is nothing to try.
    """
    if done.rir is not None or done.at_least:
        return False
    return not any(one.variance is not None or one.beaten for one in said)


def _margins(now: Estimate, lane: RepRange | None, missed: float) -> tuple[tuple[RepRange | None, float, int], ...]:
    """Return the margins after a session of a range in which this share of sets fell short."""
    margin, sessions = next(((one[1], one[2]) for one in now.margins if one[0] == lane), (MARGIN, 0))
    if sessions:
        margin = min(max(margin + MARGIN_STEP * (min(missed, 1.0) - MISSES), MARGINS[0]), MARGINS[1])
    return (*[one for one in now.margins if one[0] != lane], (lane, margin, sessions + 1))


def _shown(now: Estimate, said: Sequence[Said]) -> tuple[float, ...]:
    best = max([one.shown for one in said])
    return (*now.shown, best)[-SESSIONS:] if best > -math.inf else now.shown


def _finite(log: float) -> float:
    return min(max(log, _LEAST), _MOST)
