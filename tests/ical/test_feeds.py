"""Several feeds of one plan, and everything that can be chosen of one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from overload.errors import DataError
from overload.ical import EventContent, digest, events, render, revise
from overload.ical.head import head
from overload.model import EventExtras, FeedChoice, Place, Status
from overload.plan import Mark
from overload.plan.values import Plan
from overload.units import Unit, load

FULL = FeedChoice("training")
MARKS = (
    Mark("deload", 105_632, date(2026, 11, 30), date(2026, 12, 6)),
    Mark("away", 3, date(2026, 12, 1), date(2026, 12, 2), "Oslo, by train"),
    Mark("away", 4, date(2026, 11, 28), date(2026, 11, 28), has_training=True, is_cancelled=True),
)


def ordinals(plan: Plan, feed: FeedChoice) -> list[int]:
    """Return the ordinals of the events of a feed."""
    return [one.ordinal for one in events(plan, feed)]


def event(plan: Plan, ordinal: int, feed: FeedChoice) -> EventContent:
    """Return one event of a feed."""
    return next(one for one in events(plan, feed) if one.ordinal == ordinal)


class TestIdentity:
    """Whoever subscribes to several feeds of one plan sees every event in each."""

    def test_no_two_feeds_share_a_uid(self, plan: Plan) -> None:
        """Full, back and busy feeds of the same plan have no UID in common, nor do two of a kind."""
        marked = attrs.evolve(plan, marks=MARKS)
        kinds = [("training", "full"), ("gym", "full"), ("back", "back"), ("work", "busy"), ("family", "busy")]
        uids = [
            one.uid for name, show in kinds for one in events(marked, FeedChoice(name, show, marks=("deload", "away")))
        ]
        assert len(uids) == len(set(uids))

    def test_the_first_feed_does_not_name_itself(self, plan: Plan) -> None:
        """The usual feed's UIDs are of plan and ordinal, another's of its name too, even where that fits no UID."""
        assert event(plan, 5, FULL).uid == "s5@k3f9.overload"
        assert event(plan, 5, FeedChoice("gym")).uid == "s5@gym.k3f9.overload"
        odd = event(plan, 5, FeedChoice("träning")).uid
        assert odd.isascii()
        assert odd != event(plan, 5, FeedChoice("trning")).uid

    def test_calendars_are_told_apart_too(self, plan: Plan) -> None:
        """Without a title the usual feed is called Training, another one also by its own name, a busy one Busy."""
        feeds = (FeedChoice("training"), FeedChoice("back"), FeedChoice("office", show="busy"))
        assert [head(one, plan).name for one in feeds] == ["Training", "Training (back)", "Busy"]

    def test_what_a_feed_shows_is_not_in_it(self, plan: Plan) -> None:
        """Title, alarms, weeks and detail leave the UID alone."""
        other = FeedChoice("training", title="X", alarms=(timedelta(0),), weeks_back=1, detail="short", all_day=True)
        assert event(plan, 5, other).uid == event(plan, 5, FULL).uid


class TestShown:
    """Which sessions a feed has."""

    def test_back_only(self, plan: Plan) -> None:
        """A back feed has the days with the back in focus, as full as in the full one."""
        back = FeedChoice("training", "back")
        assert ordinals(plan, back) == [1, 3, 4, 5, 7]
        assert event(plan, 5, back) == event(plan, 5, FULL)

    def test_a_day_the_calendar_lost(self, plan: Plan) -> None:
        """Where the focus of a day is no longer known, what was done in it decides."""
        lost = tuple(attrs.evolve(one, day=attrs.evolve(one.day, focus=())) for one in plan.sessions)
        assert ordinals(attrs.evolve(plan, sessions=lost), FeedChoice("training", "back")) == [1, 5, 7]

    @pytest.mark.parametrize(
        ("back", "ahead", "shown"),
        [
            (None, None, [1, 2, 3, 4, 5, 6, 7]),
            (0, 1, [1, 2, 3, 4]),
            (None, 2, [1, 2, 3, 4, 5, 6]),
            (0, None, [*range(1, 8)]),
        ],
    )
    @pytest.mark.parametrize("show", ["full", "busy"])
    def test_weeks(self, plan: Plan, show: str, back: int | None, ahead: int | None, shown: list[int]) -> None:
        """This week is the first one ahead, and none back."""
        assert ordinals(plan, FeedChoice("training", show, weeks_back=back, weeks_ahead=ahead)) == shown

    def test_weeks_back(self, plan: Plan) -> None:
        """Whole weeks go, when a Monday comes, and not day by day."""
        feed = FeedChoice("training", weeks_back=0)
        sunday = attrs.evolve(plan, now=plan.now.replace(day=29))
        monday = attrs.evolve(plan, now=plan.now.replace(day=30))
        assert ordinals(sunday, feed) == ordinals(plan, feed)
        assert ordinals(monday, feed) == [5, 6, 7]

    def test_a_plan_that_has_not_begun(self, plan: Plan) -> None:
        """Before the plan begins, weeks ahead count from its first."""
        early = attrs.evolve(plan, now=plan.now.replace(month=9), sessions=plan.sessions[4:])
        assert ordinals(early, FeedChoice("training", weeks_ahead=1)) == [5, 6]


class TestOptions:
    """What an event says by the keys of a feed."""

    def test_room_around(self, plan: Plan) -> None:
        """Time before and after is part of the event, which says when training starts; a busy one says nothing."""
        around = FeedChoice("training", before=timedelta(minutes=15), after=timedelta(minutes=30))
        told = event(plan, 5, around)
        assert (told.start, told.end) == (
            datetime(2026, 11, 30, 16, 45, tzinfo=UTC),
            datetime(2026, 11, 30, 18, 30, tzinfo=UTC),
        )
        assert told.description.startswith("Training starts at 18:00.\n\nDumbbell deadlift")
        busy = event(plan, 5, attrs.evolve(around, show="busy"))
        assert (busy.start, busy.end, busy.description) == (told.start, told.end, "")

    def test_categories(self, plan: Plan) -> None:
        """The athlete's own take the place of ours; none is none."""
        assert event(plan, 5, FULL).categories == ("Training", "Back")
        assert event(plan, 5, attrs.evolve(FULL, categories=("Sport", "Sport", "At home"))).categories == (
            "Sport",
            "At home",
        )
        assert event(plan, 5, attrs.evolve(FULL, categories=())).categories == ()

    def test_short_detail(self, plan: Plan) -> None:
        """Short detail is one line per exercise and nothing else; a forecast is marked all the same."""
        short = attrs.evolve(FULL, detail="short")
        assert event(plan, 5, short).description.splitlines() == [
            "Dumbbell deadlift 25 kg: 3 x 8, rest 2:30",
            "Pull-up with 15 kg of help (band): 6, 6, 5, rest 2:30",
            "Dumbbell row 22.5 kg: 3 x 10 each side, rest 2:00",
        ]
        assert event(plan, 7, short).description.count("forecast") == 3
        assert event(plan, 1, short).description == "Dumbbell row 22.5 kg: 10, 10, 9"

    def test_units(self, plan: Plan) -> None:
        """Loads keep their own unit and get the other behind; units are called as the athlete likes."""
        pounds = attrs.evolve(FULL, unit=Unit.LB, unit_words={Unit.KG: "kilo", Unit.LB: "pounds"})
        text = event(plan, 5, pounds).description
        assert "Dumbbell deadlift 25 kilo (55.1 pounds): 3 x 8, " in text
        assert "with 15 kilo (33.1 pounds) of help (band)" in text
        assert "(plates: 5 kilo each end)" in text
        assert " kg" not in text
        assert event(plan, 1, pounds).summary == "Back, done: row 22.5 kilo (record)"
        assert event(plan, 5, attrs.evolve(FULL, unit=Unit.KG)) == event(plan, 5, FULL)

    def test_how_to(self, plan: Plan) -> None:
        """How to do it stands at the end as text, or with its exercise as a link; done sessions need neither."""
        session = plan.sessions[4]
        taught = tuple(
            attrs.evolve(one, exercise=attrs.evolve(one.exercise, instructions="Hinge. Stand up.", link=link))
            for one, link in zip(session.slots, ("https://example.org/dl", "", ""), strict=True)
        )
        known = attrs.evolve(plan, sessions=(plan.sessions[0], attrs.evolve(session, slots=taught)))
        text = event(known, 5, attrs.evolve(FULL, how_to="text")).description
        assert text.endswith("Dumbbell row, how to: Hinge. Stand up.\n\nSession s5")
        links = {"pull-up": "https://example.org/pu"}
        linked = event(known, 5, attrs.evolve(FULL, how_to="link", how_to_links=links)).description
        assert "How to: https://example.org/dl\nPull-up" in linked
        assert "How to: https://example.org/pu\nDumbbell row" in linked
        assert "Dumbbell row, how to: Hinge." in linked
        assert linked.count("how to:") == 1
        assert "ow to" not in event(known, 1, attrs.evolve(FULL, how_to="text")).description

    def test_away_from_home(self, plan: Plan) -> None:
        """A session trained while away is not where the feed says, nor at a place of ours."""
        away = attrs.evolve(plan.sessions[4], place=Place("away-3"))
        there = attrs.evolve(plan, sessions=(away,))
        assert event(there, 5, attrs.evolve(FULL, location="The garage")).location == "Away"

    def test_alarms_only_once(self, plan: Plan) -> None:
        """What is added reminds once, however often it is said."""
        half = timedelta(minutes=30)
        extras = {5: EventExtras(alarms=(half, timedelta(hours=2)))}
        found = next(one for one in events(plan, attrs.evolve(FULL, alarms=(half,)), extras=extras) if one.ordinal == 5)
        assert found.alarms == (half, timedelta(hours=2))


class TestMarks:
    """Deload weeks and days away as events of whole days."""

    def test_only_if_wanted(self, plan: Plan) -> None:
        """A feed has the marks it asks for; a busy one none at all."""
        marked = attrs.evolve(plan, marks=MARKS)
        assert events(marked, FULL) == events(plan, FULL)
        away = [one.summary for one in events(marked, attrs.evolve(FULL, marks=("away",)))][len(plan.sessions) :]
        assert away == ["Away: Oslo, by train", "Away"]
        assert ordinals(marked, FeedChoice("x", "busy", marks=("away", "deload"))) == ordinals(
            plan, FeedChoice("x", "busy")
        )

    def test_what_they_say(self, plan: Plan) -> None:
        """They are whole days that take no time and remind of nothing, known by a number that no session has."""
        feed = attrs.evolve(FULL, marks=("deload", "away"), alarms=(timedelta(hours=1),))
        deload, away, gone = events(attrs.evolve(plan, marks=MARKS), feed)[len(plan.sessions) :]
        assert (deload.summary, deload.start, deload.end) == ("Deload week", date(2026, 11, 30), date(2026, 12, 7))
        assert (away.uid, away.description) == ("away-3@k3f9.overload", "No training on these days.")
        assert (gone.status, gone.description) == ("CANCELLED", "")
        assert all(one.is_free and not one.alarms and one.ordinal < 0 for one in (deload, away, gone))

    def test_weeks_hold_for_them_too(self, plan: Plan) -> None:
        """A mark that reaches into the weeks shown is shown."""
        marked = attrs.evolve(plan, marks=MARKS)
        near = attrs.evolve(FULL, marks=("deload", "away"), weeks_ahead=1, weeks_back=0)
        assert [one.summary for one in events(marked, near) if one.ordinal < 0] == ["Away"]

    def test_they_are_written(self, plan: Plan) -> None:
        """Their dates are written as dates, after the sessions or before them, and keep their revisions."""
        marked, feed = attrs.evolve(plan, marks=MARKS), attrs.evolve(FULL, marks=("deload", "away"))
        contents = events(marked, feed)
        revisions = revise(contents, {}, feed.name, plan.now)
        assert b"DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261207\r\n" in render(
            contents, revisions, feed, plan
        )
        assert digest(feed, plan, revisions) != digest(feed, plan, revisions[:-1])


class TestExtras:
    """What others add to an event."""

    def test_added_once(self, plan: Plan) -> None:
        """Lines stand below the text, not wrapped, categories behind the others; other events stay as they are."""
        long = "Drink a glass of water an hour before, and bring the long towel."
        extras = {5: EventExtras((long, "two\r\nlines"), ("Health", "Training"), (timedelta(hours=1),))}
        plain, more = (
            events(plan, FULL, {5: "https://example.org/s5"}),
            events(plan, FULL, {5: "https://example.org/s5"}, extras),
        )
        assert [old.ordinal for old, new in zip(plain, more, strict=True) if old != new] == [5]
        told = more[4]
        assert told.description.endswith(
            "Session s5\n\nDrink a glass of water an hour before, and bring the long towel.\ntwo\nlines"
        )
        assert told.categories == ("Training", "Back", "Health")
        assert told.alarms == (timedelta(hours=1),)

    def test_not_where_nothing_is_said(self, plan: Plan) -> None:
        """A busy feed shows nothing of it, and what is done or cancelled reminds of nothing."""
        extras = {one.ordinal: EventExtras(("x",), ("y",), (timedelta(hours=1),)) for one in plan.sessions}
        busy = FeedChoice("x", "busy")
        assert events(plan, busy, extras=extras) == events(plan, busy)
        told = {one.ordinal: one for one in events(plan, FULL, extras=extras)}
        assert [told[ordinal].alarms for ordinal in (1, 3, 4)] == [(), (), ()]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"alarms": (timedelta(minutes=-1),)},
            {"alarms": (timedelta(weeks=5),)},
            {"alarms": (30,)},
            {"lines": (None,)},
        ],
    )
    def test_wrong_values(self, wrong: dict[str, tuple[object, ...]]) -> None:
        """What is no text, or no time before the start, is refused at once."""
        with pytest.raises(DataError):
            EventExtras(**wrong)


def test_a_field_yet_to_be_thought_of_changes_no_event(plan: Plan) -> None:
    """The digest of an event has only what is said: what is left at its default counts as not there."""
    session = attrs.evolve(plan.sessions[5], text="", status=Status.PLANNED)
    contents = events(attrs.evolve(plan, sessions=(session,)), FULL)
    spoken = attrs.evolve(contents[0], classification="PRIVATE")
    first, second = (revise((one,), {}, "training", plan.now)[0].digest for one in (contents[0], spoken))
    assert first != second


def test_a_load_of_no_weight_is_not_converted() -> None:
    """Bodyweight and help without a figure have no other unit."""
    from overload.report.words import Units

    assert Units(Unit.LB).also(load("bw")) == Units(Unit.LB).also(load("chair")) == ""
