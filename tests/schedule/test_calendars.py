"""Weekly calendars on their own days, at year ends, around fixed and free sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from overload.model import Opening, Placement, Request, Trained, Wanted
from overload.schedule import broken, cost, solve
from overload.schedule.instance import prepare
from overload.schedule.search import search

SessionsOf = Callable[..., tuple[Wanted, ...]]
TimesOn = Callable[..., tuple[Opening, ...]]
At = Callable[[str], datetime]
Calendar = tuple[Sequence[str], Sequence[int]]


def test_every_calendar_fits_its_own_days(
    calendar: Calendar, sessions_of: SessionsOf, times_on: TimesOn, at: At
) -> None:
    """Four weeks of each calendar are placed in full, in order, on the weekdays it names."""
    days, weekdays = calendar
    openings = times_on(weekdays, 4)
    placement = solve(Request(sessions_of(days, 4), openings, at("Mon 06:00")))
    assert placement.lost == ()
    assert [one.opening for one in placement.placed] == list(openings)
    assert {one.why for one in placement.placed if one.opening.start.weekday() == 0} == {"your Monday time"}


def test_preferred_days_win_over_other_days(
    calendar: Calendar, sessions_of: SessionsOf, times_on: TimesOn, at: At
) -> None:
    """With every evening open, sessions still stand on the preferred weekdays."""
    days, weekdays = calendar
    openings = times_on(range(7), 4, preferred=weekdays)
    placement = solve(Request(sessions_of(days, 4), openings, at("Mon 06:00")))
    assert placement.lost == ()
    assert [one.opening for one in placement.placed] == [one for one in openings if one.preferred]


def test_year_end_is_like_any_other_week(calendar: Calendar, sessions_of: SessionsOf, times_on: TimesOn) -> None:
    """Week 53 and the week of the new year are placed in full."""
    days, weekdays = calendar
    monday = datetime.fromisoformat("2026-12-21")
    openings = times_on(weekdays, 3, monday=monday)
    placement = solve(Request(sessions_of(days, 3, monday), openings, monday))
    assert placement.lost == ()
    assert [one.opening for one in placement.placed] == list(openings)


def test_recovery_is_wall_clock_in_the_night_the_clocks_change(wanted: Callable[..., Wanted]) -> None:
    """Saturday 18:00 to Monday 18:00 is 48 h although the clocks go forward in between (47 h of real time)."""
    saturday = datetime.fromisoformat("2027-03-27T18:00")
    openings = (Opening(saturday), Opening(saturday + timedelta(days=2)))
    both = (wanted("one", "back"), wanted("two", "back"))
    assert solve(Request(both, openings, saturday)).lost == ()


def test_recovery_of_one_minute_less_is_too_little(wanted: Callable[..., Wanted], at: At) -> None:
    """47 h 59 min after a session with the same focus there is no room, and the reason says so."""
    openings = (Opening(at("Sat 18:00")), Opening(at("Mon+1 17:59")))
    placement = solve(Request((wanted("one", "back"), wanted("two", "back")), openings, at("Mon 06:00")))
    assert [(one.key, one.why) for one in placement.lost] == [
        ("two", "openings left: 1 taken, 1 only 47 h 59 min after back on Sat 18:00, 48 needed")
    ]


def test_pull_then_legs_the_next_day_is_allowed(wanted: Callable[..., Wanted], at: At) -> None:
    """Shared muscles that are no shared focus do not forbid the next day, but another day is chosen if there is one."""
    days = [Opening(at(f"{day} 18:00")) for day in ("Tue", "Wed", "Fri")]
    pair = (wanted("pull", "back biceps"), wanted("legs", "legs"))
    assert solve(Request(pair, tuple(days[:2]), at("Mon 06:00"))).lost == ()
    apart = solve(Request(pair, tuple(days), at("Mon 06:00")))
    assert [one.opening.start for one in apart.placed] == [at("Tue 18:00"), at("Fri 18:00")]


def test_the_heavier_session_is_kept(wanted: Callable[..., Wanted], at: At) -> None:
    """With room for one, the session whose loss weighs more stands."""
    pair = (wanted("push", "chest"), wanted("pull", "back"))
    placement = solve(Request(pair, (Opening(at("Wed 18:00")),), at("Mon 06:00")))
    assert [one.key for one in placement.placed] == ["pull"]
    assert placement.lost[0].why == "the only opening left is taken"


def test_a_day_off_in_any_seven(sessions_of: SessionsOf, times_on: TimesOn, at: At) -> None:
    """Days already trained last week count: after six in a row the seventh is off."""
    last_week = [at("Mon 18:00") + timedelta(days=back) for back in range(-6, 0)]
    trained = tuple(Trained(start, frozenset({"abs"}), frozenset()) for start in last_week)
    placement = solve(Request(sessions_of(["chest"]), times_on(range(3)), at("Mon 06:00"), trained))
    assert [one.opening.start for one in placement.placed] == [at("Tue 18:00")]


def test_a_free_session_stands_anywhere_in_its_week(wanted: Callable[..., Wanted], times_on: TimesOn, at: At) -> None:
    """A second back session, free of the order, finds room that the order would not leave it, 72 h from the first."""
    days = [wanted(f"{place}", focus, at("Mon 00:00")) for place, focus in enumerate(("chest", "back", "legs"))]
    extra = wanted("extra", "back", at("Mon 00:00"), free=True)
    placement = solve(Request((*days, extra), times_on((0, 2, 3, 5)), at("Mon 06:00")))
    starts = {one.key: one.opening.start for one in placement.placed}
    assert placement.lost == ()
    assert starts["0"] < starts["1"] < starts["2"]
    assert abs(starts["extra"] - starts["1"]) == timedelta(hours=72)


def test_what_is_fixed_by_hand_stays_and_the_others_go_around(
    sessions_of: SessionsOf, times_on: TimesOn, wanted: Callable[..., Wanted], at: At
) -> None:
    """A session set by hand stands outside all openings and out of order; nothing else stands too near to it."""
    push, pull, legs = sessions_of(["chest", "back", "legs"])
    by_hand = wanted("by hand", "back", fixed=at("Tue 05:30"), minutes=45)
    placement = solve(Request((push, pull, legs, by_hand), times_on((0, 2, 4, 5)), at("Mon 06:00")))
    starts = {one.key: one.opening.start for one in placement.placed}
    assert starts["by hand"] == at("Tue 05:30")
    assert starts["0:1"] >= at("Thu 05:30")
    assert next(one.why for one in placement.placed if one.key == "by hand") == "set by hand"


def test_a_fixed_day_ahead_counts_among_the_days_in_seven(wanted: Callable[..., Wanted], at: At) -> None:
    """With two days in seven allowed and one fixed on Friday, only one of the days before it is used."""
    openings = tuple(Opening(at(text)) for text in ("Mon 18:00", "Wed 18:00"))
    both = (wanted("push", "chest"), wanted("pull", "back"), wanted("legs", "legs", fixed=at("Fri 18:00")))
    placement = solve(Request(both, openings, at("Mon 06:00"), days_in_seven=2))
    assert [one.key for one in placement.placed] == ["pull", "legs"]
    assert [one.key for one in placement.lost] == ["push"]


def test_two_days_of_one_kind_without_focus_both_tire(wanted: Callable[..., Wanted], at: At) -> None:
    """Days without a focus never forbid each other, but each counts where muscles are trained again too soon."""
    runs = tuple(wanted(key, "", muscles=frozenset({"calves"})) for key in ("one", "two"))
    legs = wanted("legs", "legs")
    openings = tuple(Opening(at(text)) for text in ("Mon 18:00", "Tue 18:00", "Wed 12:00"))
    request = Request((*runs, legs), openings, at("Mon 06:00"))
    instance = prepare(request)
    assert cost(request, solve(request))[5] == instance.scale.unpack(search(instance).cost)[5] == 3


def test_two_fixed_sessions_may_break_the_rules_between_them(wanted: Callable[..., Wanted], at: At) -> None:
    """Swapping two sessions by hand costs no session between them its place."""
    swapped = (
        wanted("push", "chest", fixed=at("Fri 18:00")),
        wanted("pull", "back"),
        wanted("legs", "legs", fixed=at("Mon 18:00")),
    )
    placement = solve(Request(swapped, (Opening(at("Wed 18:00")),), at("Mon 06:00")))
    assert [one.key for one in placement.placed] == ["legs", "pull", "push"]


def test_two_sessions_on_a_day_do_not_overlap(wanted: Callable[..., Wanted], at: At) -> None:
    """Where two a day are allowed, the second begins when the first is over."""
    openings = tuple(Opening(at(f"Mon {hour}")) for hour in ("17:00", "17:30", "18:00", "18:30"))
    pair = (wanted("push", "chest", minutes=75), wanted("pull", "back"))
    placement = solve(Request(pair, openings, at("Mon 06:00"), per_day=2))
    assert [f"{one.opening.start:%H:%M}" for one in placement.placed] == ["17:00", "18:30"]


def test_an_opening_too_short_is_left(wanted: Callable[..., Wanted], at: At) -> None:
    """A session goes where there are minutes enough for it."""
    openings = (Opening(at("Mon 18:00"), 45), Opening(at("Tue 18:00"), 60))
    pair = (wanted("push", "chest"), wanted("pull", "back"))
    placement = solve(Request(pair, openings, at("Mon 06:00")))
    assert [(one.key, one.opening.minutes) for one in placement.placed] == [("pull", 60)]
    assert placement.lost[0].why == "openings left: 1 shorter than 60 min, 1 taken"


def test_nothing_wanted_and_nothing_open(wanted: Callable[..., Wanted], times_on: TimesOn, at: At) -> None:
    """Without sessions nothing is placed; without openings everything is lost, and says so."""
    assert solve(Request((), times_on(range(7)), at("Mon 06:00"))) == Placement(())
    alone = solve(Request((wanted("push", "chest", at("Mon 00:00")), wanted("pull", "back")), (), at("Mon 06:00")))
    assert [one.why for one in alone.lost] == ["no opening left in its week", "no opening left"]


def test_an_order_that_rolls_over_weeks_goes_on(wanted: Callable[..., Wanted], times_on: TimesOn, at: At) -> None:
    """Sessions of any week take the openings in turn, and what does not fit is lost at the end."""
    rolling = tuple(wanted(f"r{number}", ("chest", "back", "legs")[number % 3], weight=1) for number in range(8))
    openings = times_on((1, 4), 4)
    placement = solve(Request(rolling, openings, at("Mon 06:00")))
    assert [one.key for one in placement.placed] == [f"r{number}" for number in range(8)]
    assert [one.opening for one in placement.placed] == list(openings)
    assert broken(Request(rolling, openings, at("Mon 06:00")), placement) == ()
