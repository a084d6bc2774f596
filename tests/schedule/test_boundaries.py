"""Where each law begins, to the minute: in words, in the bits of the search, in its bounds, by trying everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

import attrs
import pytest
from exhaustive import cheapest, is_legal, suits
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.model import Opening, Placed, Placement, Request, Trained, Wanted
from overload.schedule import blocks, broken, cost, solve
from overload.schedule.contexts import Context, Contexts
from overload.schedule.instance import prepare

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
EVE = datetime.fromisoformat("2026-11-29T00:00")
"""The Sunday before the week of the cases, as far as they have a week."""
DAYS = {name: EVE + timedelta(days=day) for day, name in enumerate(("Sun", *WEEKDAYS, "Sun+", "Mon+"))}
WEEK = date(2026, 11, 30)
DAY_OFF = "one training day too many in seven"

Chosen = Mapping[str, Opening]


def at(text: str) -> datetime:
    """Read `Wed 18:00`; `Sun` is the day before that Monday, `Sun+` and `Mon+` those after it."""
    day, clock = text.split()
    hours, minutes = map(int, clock.split(":"))
    return DAYS[day] + timedelta(hours=hours, minutes=minutes)


@attrs.frozen
class Case:
    """Sessions at times, and the law the last of them breaks ('': none).

    A session is written `Mon 18:00 back 60`: start, focus, minutes; `=` before it says that it is fixed by hand, `.`
    that it has been trained. Where `bound` is False the bounds of the search know nothing of the law, or
    the sessions could change places. `unused` is one more opening, where none shall stand.
    """

    name: str
    sessions: tuple[str, ...]
    law: str = ""
    bound: bool = True
    room: int = 24 * 60
    limits: Mapping[str, object] = MappingProxyType({})
    week: date | None = None
    unused: str = ""


def case(
    name: str,
    *sessions: str,
    law: str = "",
    bound: bool = True,
    room: int = 24 * 60,
    week: date | None = None,
    unused: str = "",
    **limits: object,
) -> Case:
    """Write a case down."""
    return Case(name, sessions, law, bound, room, limits, week, unused)


CASES = [
    case("48 hours later", "Mon 18:00 back 60", "Wed 18:00 back 60"),
    case("48 hours later, past an unused opening", "Mon 18:00 back 60", "Wed 18:00 back 60", unused="Wed 07:00"),
    case("a minute less", "Mon 18:00 back 60", "Wed 17:59 back 60", bound=False,
         law="only 47 h 59 min after back on Mon 18:00, 48 needed"),
    case("48 hours before", "=Wed 18:00 back 60", "Mon 18:00 back 60"),
    case("a minute less before", "=Wed 18:00 back 60", "Mon 18:01 back 60",
         law="only 47 h 59 min before back on Wed 18:00, 48 needed"),
    case("48 hours after what was trained", ".Sun 18:00 back", "Tue 18:00 back 60"),
    case("a minute less after what was trained", ".Sun 18:00 back", "Tue 17:59 back 60",
         law="only 47 h 59 min after back on Sun 18:00, 48 needed"),
    case("recovery counts from start to start", "Mon 18:00 back 400", "Wed 18:00 back 60"),
    case("another group needs none", "Mon 18:00 back 60", "Tue 18:00 legs 60"),
    case("one group in common is enough", "Mon 18:00 back.biceps 60", "Tue 18:00 legs.biceps 60", bound=False,
         law="only 24 h after biceps on Mon 18:00, 48 needed"),
    case("a recovery of another length", "Mon 18:00 back 60", "Tue 18:00 back 60", recovery=timedelta(hours=24)),
    case("a minute less than that", "Mon 18:00 back 60", "Tue 17:59 back 60", recovery=timedelta(hours=24), bound=False,
         law="only 23 h 59 min after back on Mon 18:00, 24 needed"),
    case("a recovery of half hours", "Mon 18:00 back 60", "Tue 17:59 back 60", recovery=timedelta(hours=24, minutes=30),
         bound=False, law="only 23 h 59 min after back on Mon 18:00, 24 h 30 min needed"),
    case("back to back", "Mon 18:00 back 60", "Mon 19:00 legs 60", per_day=2),
    case("back to back past an unused opening", "Mon 18:00 back 60", "Mon 19:00 legs 60", per_day=2,
         unused="Mon 18:30"),
    case("a minute of both past an unused opening", "Mon 18:00 back 61", "Mon 19:00 legs 60", per_day=2, law="taken",
         unused="Mon 18:30", bound=False),
    case("a minute of both", "Mon 18:00 back 61", "Mon 19:00 legs 60", per_day=2, bound=False, law="taken"),
    case("back to back before one by hand", "=Mon 19:00 back 60", "Mon 18:00 legs 60", per_day=2),
    case("a minute into one by hand", "=Mon 19:00 back 60", "Mon 18:00 legs 61", per_day=2, law="taken"),
    case("back to back after one by hand", "=Mon 17:00 back 60", "Mon 18:00 legs 60", per_day=2),
    case("a minute before one by hand is over", "=Mon 17:00 back 61", "Mon 18:00 legs 60", per_day=2, law="taken"),
    case("in the minute of one by hand", "=Mon 18:00 back 60", "Mon 18:00 legs 60", per_day=2, law="taken"),
    case("what was trained takes no time", ".Mon 18:00 back", "Mon 18:00 legs 60", per_day=2),
    case("until midnight and from midnight", "Mon 23:00 back 60", "Tue 00:00 legs 60"),
    case("a minute over midnight", "Mon 23:00 back 61", "Tue 00:00 legs 60", bound=False, law="taken"),
    case("over midnight, and then", "Mon 23:30 back 90", "Tue 01:00 legs 60"),
    case("over midnight into the next", "Mon 23:30 back 90", "Tue 00:59 legs 60", bound=False, law="taken"),
    case("over midnight into one by hand", "=Tue 00:30 back 60", "Mon 23:30 legs 61", law="taken"),
    case("over midnight up to one by hand", "=Tue 00:30 back 60", "Mon 23:30 legs 60"),
    case("two dates a minute apart", "Mon 23:59 back 1", "Tue 00:00 legs 60"),
    case("one date from end to end", "Mon 00:00 back 60", "Mon 23:59 legs 60", law="taken"),
    case("two on a date that holds two", "Mon 00:00 back 60", "Mon 23:59 legs 60", per_day=2),
    case("three on a date that holds two", "Mon 07:00 back 60", "Mon 12:00 legs 60", "Mon 18:00 chest 60", per_day=2,
         bound=False, law="taken"),
    case("three on a date that holds three", "Mon 07:00 back 60", "Mon 12:00 legs 60", "Mon 18:00 chest 60", per_day=3),
    case("what was trained counts on its date", ".Mon 00:00 back", "Mon 23:59 legs 60", law="taken"),
    case("what was trained counts on no other", ".Sun 23:59 back", "Mon 00:00 legs 60"),
    case("what stands by hand counts on its date", "=Mon 23:00 back 60", "Mon 06:00 legs 60", law="taken"),
    case("what stands by hand and one more", ".Mon 06:00 back", "=Mon 23:00 back 60", "Mon 12:00 legs 60", per_day=2,
         law="taken"),
    case("six in seven", *(f"{day} 18:00 {day} 60" for day in WEEKDAYS)),
    case("seven in seven", *(f"{day} 18:00 {day} 60" for day in (*WEEKDAYS, "Sun+")), bound=False,
         law=DAY_OFF),
    case("six, one off, and on", *(f"{day} 18:00 {day} 60" for day in (*WEEKDAYS, "Mon+"))),
    case("seven dates, one of them behind", ".Sun 18:00 Sun",
         *(f"{day} 18:00 {day} 60" for day in WEEKDAYS), bound=False, law=DAY_OFF),
    case("eight dates, one of them behind", ".Sun 18:00 Sun",
         *(f"{day} 18:00 {day} 60" for day in (*WEEKDAYS[:5], "Sun+"))),
    case("before one by hand", "=Sun+ 18:00 Sun 60",
         *(f"{day} 18:00 {day} 60" for day in WEEKDAYS), bound=False, law=DAY_OFF),
    case("six in seven, the last by hand", "=Sun+ 18:00 Sun 60",
         *(f"{day} 18:00 {day} 60" for day in WEEKDAYS[:5])),
    case("one in seven, six days apart", "Mon 18:00 back 60", "Sun+ 18:00 legs 60", days_in_seven=1, bound=False,
         law=DAY_OFF),
    case("one in seven, a week apart", "Mon 18:00 back 60", "Mon+ 18:00 legs 60", days_in_seven=1),
    case("one in seven, a minute after midnight", "Mon 23:59 back 1", "Mon+ 00:00 legs 60", days_in_seven=1),
    case("twice on one date is one day", "Mon 07:00 back 60", "Mon 18:00 legs 60", days_in_seven=1, per_day=2),
    case("in its order", "Mon 18:00 back 60", "Tue 18:00 legs 60"),
    case("before the one it comes after", "Tue 18:00 back 60", "Mon 18:00 legs 60", law="out of order"),
    case("before it on the same date", "Mon 18:00 back 60", "Mon 07:00 legs 60", per_day=2,
         bound=False, law="out of order"),
    case("what is free keeps no order", "Tue 18:00 back 60", "~Mon 18:00 legs 60"),
    case("what stands by hand has left the order", "=Tue 18:00 back 60", "Mon 18:00 legs 60"),
    case("from midnight of its week", "Mon 00:00 back 60", week=WEEK),
    case("a minute before its week", "Sun 23:59 back 60", week=WEEK, law="in another week"),
    case("to midnight of its week", "Sun+ 23:59 back 60", week=WEEK),
    case("a minute after its week", "Mon+ 00:00 back 60", week=WEEK, law="in another week"),
    case("now", "Mon 18:00 back 60", now=at("Mon 18:00")),
    case("a minute ago", ".Sun 18:00 legs", "Mon 18:00 back 60", now=at("Mon 18:01"), law="in the past"),
    case("as long as there is room", "Mon 18:00 back 60", room=60),
    case("a minute longer", "Mon 18:00 back 61", room=60, law="shorter than 61 min"),
]  # fmt: skip


def asked(case: Case) -> tuple[Request, Chosen]:
    """Return the request of a case, and the opening each of its sessions shall stand at."""
    wanted, trained, chosen = [], [], {}
    for number, text in enumerate(case.sessions):
        kind, day, clock, words = text[0], *text.lstrip("=.~").split(maxsplit=2)
        focus, _, minutes = words.partition(" ")
        start, groups = at(f"{day} {clock}"), frozenset(focus.split("."))
        if kind == ".":
            trained.append(Trained(start, groups, groups))
            continue
        key = f"k{number}"
        by_hand = start if kind == "=" else None
        wanted.append(
            Wanted(
                key, groups, groups, case.week, 1, int(minutes), kind == "~", by_hand, None if by_hand else start.date()
            )
        )
        if by_hand is None:
            chosen[key] = Opening(start, case.room)
    unused = [Opening(at(case.unused))] if case.unused else []
    openings = tuple(sorted([*chosen.values(), *unused], key=lambda opening: opening.start))
    return Request(tuple(wanted), openings, trained=tuple(trained), **{"now": EVE, **case.limits}), chosen


def in_words(request: Request, chosen: Chosen) -> str:
    """Return the law that `broken` names for the last of the sessions."""
    by_hand = {one.key: Opening(one.fixed) for one in request.wanted if one.fixed}
    placement = Placement(tuple(Placed(key, opening, "") for key, opening in {**by_hand, **chosen}.items()))
    return dict(broken(request, placement)).get(list(chosen)[-1], "")


def in_bits(request: Request, chosen: Chosen) -> bool:
    """Walk over the dates as the search does, placing each session where it shall stand; tell whether it could."""
    instance = prepare(request)
    contexts = Contexts(instance)
    chain = {wanted.key: number for number, wanted in enumerate(instance.chain)}
    free = {wanted.key: bit for bit, wanted in enumerate(instance.free)}
    keys = {opening.start: key for key, opening in chosen.items()}
    number, last, placed = 0, 0, 0
    context = contexts.number(Context())
    for day in instance.dates:
        context = contexts.begin(context, last, day, number)
        last = day.ordinal
        for event in day.events:
            if event.opening < 0:
                price, context = contexts.stand(context, event, day)
                if price < 0:
                    return False
                continue
            key = keys.get(instance.openings[event.opening].start, "")
            if not key:
                continue
            kinds, fits, session = (
                (instance.chain_kinds, instance.fits, chain[key])
                if key in chain
                else (instance.free_kinds, instance.free_fits, free[key])
            )
            is_in_turn = key in free or session >= number
            suits_it = session in dict(fits[event.opening]) and contexts.contexts[context].today < day.room
            if not (is_in_turn and suits_it) or contexts.price(context, kinds[session], event, day) < 0:
                return False
            context = contexts.place(context, kinds[session], event, day)
            number, placed = session + 1 if key in chain else number, placed + 1
    return placed == len(chosen)


def in_bounds(request: Request) -> bool:
    """Tell whether the bounds at the beginning of each block let every session stand."""
    instance = prepare(request)
    least = 0
    for block in blocks.blocks_of(instance):
        first, free = block.legs[0], sum(1 << bit for bit in block.free)
        least += blocks._day_before(instance, first.day, first.rest, block.low)[free][0]
    return instance.scale.unpack(least)[0] == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestEachBoundary:
    """One table for all who keep the laws."""

    def test_in_words(self, case: Case) -> None:
        """The law named is the one that is broken, and none a minute further."""
        assert in_words(*asked(case)) == case.law

    def test_in_bits(self, case: Case) -> None:
        """The search may place a session just where no law is in its way."""
        assert in_bits(*asked(case)) == (not case.law)

    def test_as_a_bound(self, case: Case) -> None:
        """No bound forbids what the laws allow; and of what they forbid each allows only what it cannot know."""
        request, _ = asked(case)
        assert in_bounds(request) == (not case.law or not case.bound)

    def test_by_trying_everything(self, case: Case) -> None:
        """Exhaustive search, which has the laws from their definitions, agrees; and the solver with its costs."""
        request, chosen = asked(case)
        starts = {key: opening.start for key, opening in chosen.items()}
        starts |= {wanted.key: wanted.fixed for wanted in request.wanted if wanted.fixed}
        by_itself = all(suits(request, wanted, chosen[wanted.key]) for wanted in request.wanted if not wanted.fixed)
        assert (by_itself and is_legal(request, starts)) == (not case.law)
        if not case.week:
            assert cost(request, solve(request)) == cheapest(request)


def near(moment: datetime) -> st.SearchStrategy[datetime]:
    """Draw a time some days later, at the same minute or one beside it."""
    return st.builds(
        lambda days, minutes: moment + timedelta(days=days, minutes=minutes), st.integers(0, 8), st.integers(-1, 1)
    )


@settings(max_examples=300)
@given(st.data())
def test_words_and_bits_forbid_the_same(data: st.DataObject) -> None:
    """Of sessions a minute around each other's limits, words, bits and definitions allow the same ones."""
    starts = data.draw(st.lists(near(at("Mon 23:00")), min_size=1, max_size=6, unique=True))
    groups = st.sampled_from(["back", "legs", "chest", ""]).map(lambda word: frozenset(word.split()))
    wanted, trained, chosen = [], [], {}
    for number, start in enumerate(sorted(starts) if data.draw(st.booleans()) else starts):
        kind, focus = (
            data.draw(st.sampled_from(["chain", "chain", "chain", "free", "fixed", "trained"])),
            data.draw(groups),
        )
        if kind == "trained":
            trained.append(Trained(start, focus, focus))
            continue
        minutes, by_hand = data.draw(st.sampled_from([1, 59, 60, 61, 1439, 1440])), start if kind == "fixed" else None
        wanted.append(Wanted(f"k{number}", focus, focus, None, 1, minutes, kind == "free", by_hand))
        if by_hand is None:
            chosen[f"k{number}"] = Opening(start)
    openings = tuple(sorted(chosen.values(), key=lambda opening: opening.start))
    limits = data.draw(st.sampled_from([24, 48])), data.draw(st.integers(1, 3)), data.draw(st.sampled_from([1, 3, 6]))
    request = Request(tuple(wanted), openings, EVE, tuple(trained), {}, timedelta(hours=limits[0]), *limits[1:])
    by_hand = {one.key: one.fixed for one in wanted if one.fixed}
    is_allowed = is_legal(request, by_hand | {key: opening.start for key, opening in chosen.items()})
    placement = Placement(
        tuple(Placed(one.key, chosen.get(one.key) or Opening(by_hand[one.key]), "") for one in wanted)
    )
    assert (broken(request, placement) == ()) == is_allowed
    assert in_bits(request, chosen) == is_allowed
