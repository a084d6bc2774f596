"""What keeps a session from an opening, law by law from their definitions, and what is left when one is taken away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import attrs

from overload.model import Opening, Request, Trained, Wanted

Starts = dict[str, datetime]
Other = tuple[datetime, Wanted | Trained]

MINUTE = timedelta(minutes=1)


@attrs.frozen
class Case:
    """A session that would begin at an opening while the others stand at their `starts`."""

    request: Request
    wanted: Wanted
    opening: Opening
    starts: Starts

    def others(self) -> list[Other]:
        """List what stands beside it."""
        ahead = [(self.starts[one.key], one) for one in self.request.wanted if one.key in self.starts]
        return [*((one.start, one) for one in self.request.trained), *ahead]

    def without(self, gone: list[Other]) -> Case:
        """Take other sessions away."""
        keys = {one.key for _, one in gone if isinstance(one, Wanted)}
        behind = [one for _, one in gone if isinstance(one, Trained)]
        trained = tuple(one for one in self.request.trained if not any(one is each for each in behind))
        elsewhere = tuple(one for one in self.request.elsewhere if not any(one is each for each in behind))
        starts = {key: start for key, start in self.starts.items() if key not in keys}
        request = attrs.evolve(self.request, trained=trained, elsewhere=elsewhere)
        return attrs.evolve(self, request=request, starts=starts)

    def with_request(self, **changes: object) -> Case:
        """Loosen the request."""
        return attrs.evolve(self, request=attrs.evolve(self.request, **changes))

    def freed(self) -> Case:
        """Let the session stand anywhere in the order."""
        free = attrs.evolve(self.wanted, free=True)
        wanted = tuple(free if one is self.wanted else one for one in self.request.wanted)
        return attrs.evolve(self.with_request(wanted=wanted), wanted=free)


def laws(case: Case) -> dict[str, Case]:
    """Return every law in the way, in the words of a reason, each with the case in which just that is not there."""
    found = dict(_room(case))
    mine, minutes = case.opening.start, case.wanted.minutes * MINUTE
    there = [
        (at, one)
        for at, one in case.others()
        if isinstance(one, Wanted) and at < mine + minutes and mine < at + one.minutes * MINUTE
    ]
    same_day = [(at, one) for at, one in case.others() if at.date() == mine.date()]
    if there or len(same_day) >= case.request.per_day:
        found["taken"] = case.without([*there, *same_day])
    besides: list[Other] = [(one.start, one) for one in case.request.elsewhere]
    near = [other for other in (*case.others(), *besides) if _is_too_near(case, other)]
    for text in {_rest(case, other) for other in near}:
        found[text] = case.without([other for other in near if _rest(case, other) == text])
    if _is_out_of_order(case):
        found["out of order"] = case.freed()
    if _most_days(case) > case.request.days_in_seven:
        found["one training day too many in seven"] = case.with_request(days_in_seven=7)
    return found


def _room(case: Case) -> Iterator[tuple[str, Case]]:
    opening, week = case.opening, case.wanted.week
    if opening.start < case.request.now:
        yield "in the past", case.with_request(now=opening.start)
    if week is not None and opening.start.date() - timedelta(days=opening.start.weekday()) != week:
        anywhere = attrs.evolve(case.wanted, week=None)
        wanted = tuple(anywhere if one is case.wanted else one for one in case.request.wanted)
        yield "in another week", attrs.evolve(case.with_request(wanted=wanted), wanted=anywhere)
    if case.wanted.minutes > opening.minutes:
        whole = attrs.evolve(case, opening=attrs.evolve(opening, minutes=24 * 60))
        yield f"shorter than {case.wanted.minutes} min", whole


def _is_too_near(case: Case, other: Other) -> bool:
    at, one = other
    return bool(one.focus & case.wanted.focus) and abs(at - case.opening.start) < case.request.recovery


def _rest(case: Case, other: Other) -> str:
    at, one = other
    hours, minutes = divmod(int(abs(at - case.opening.start) / MINUTE), 60)
    so_long = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    side = "before" if at > case.opening.start else "after"
    groups = " and ".join(sorted(one.focus & case.wanted.focus))
    if isinstance(one, Trained) and one.called:
        groups += f" ({one.called})"
    needed = int(case.request.recovery / timedelta(hours=1))
    return f"only {so_long} {side} {groups} on {at:%a %H:%M}, {needed} needed"


def _is_out_of_order(case: Case) -> bool:
    """Tell whether one that comes before it in the order would begin after it, or the other way round."""
    order = [one for one in case.request.wanted if not one.free and one.fixed is None]
    if case.wanted not in order:
        return False
    mine = order.index(case.wanted)
    for place, one in enumerate(order):
        at = case.starts.get(one.key)
        if at is None or place == mine:
            continue
        if (at >= case.opening.start) if place < mine else (at < case.opening.start):
            return True
    return False


def _most_days(case: Case) -> int:
    """Count the training days of the fullest seven dates that hold the session's own."""
    days = {at.date() for at, _ in case.others()} | {case.opening.start.date()}
    firsts = [case.opening.start.date() - timedelta(days=back) for back in range(7)]
    return max(sum(0 <= (day - first).days < 7 for day in days) for first in firsts)


SUMMED = re.compile(
    r"(?P<how>every|the only|no)? ?(?P<noun>opening|preferred time)s? left(?: in its week)?(?P<rest>.*)"
)
EACH = re.compile(r", (?=\d+ (?:taken|only|out|one|shorter|in|other)\b)")


def said(why: str) -> tuple[str, Counter[str], int] | None:
    """Read a reason that sums up openings: of which kind, how many each law closes, and how many others there are.

    Where one law closes all, it counts -1: as many as there are.
    """
    summed = SUMMED.fullmatch(why)
    if summed is None:
        return None
    if summed["how"] == "no":
        return summed["noun"], Counter(), 0
    if summed["how"]:
        return summed["noun"], Counter({summed["rest"].removeprefix(" is "): -1}), 0
    counts = Counter[str]()
    for part in EACH.split(summed["rest"].removeprefix(": ")):
        number, _, law = part.partition(" ")
        counts[law] += int(number)
    return summed["noun"], counts, counts.pop("other", 0)


def dates_by_law(cases: list[Case]) -> tuple[Counter[str], Counter[str], set[tuple[date, str]]]:
    """Count on how many dates each law may be what is told, on how many it must be, and list all of the former."""
    may, must = set(), set()
    for case in cases:
        found = laws(case)
        may |= {(case.opening.start.date(), law) for law in found}
        must |= {(case.opening.start.date(), law) for law in found if len(found) == 1}
    return Counter(law for _, law in may), Counter(law for _, law in must), may
