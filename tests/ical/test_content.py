"""What the events of a feed say, session by session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from overload.ical import EventContent, events
from overload.model import FeedChoice, Status
from overload.plan.values import Plan

FULL = FeedChoice("training", alarms=(timedelta(minutes=30),))


def by_ordinal(plan: Plan, feed: FeedChoice = FULL) -> dict[int, EventContent]:
    """Return the contents of a feed by ordinal."""
    return {one.ordinal: one for one in events(plan, feed)}


class TestIdentity:
    """An event keeps its UID for life."""

    def test_uid_is_of_plan_and_ordinal(self, plan: Plan) -> None:
        """The UID names the plan and the stored ordinal, nothing that can change."""
        assert by_ordinal(plan)[5].uid == "s5@k3f9.overload"

    def test_moving_keeps_it(self, plan: Plan) -> None:
        """A session on another day, under another name and place, keeps its UID."""
        session = plan.sessions[4]
        later = session.start + timedelta(days=2)
        moved = attrs.evolve(
            session, start=later, end=later + timedelta(hours=2), day=attrs.evolve(session.day, name="X")
        )
        assert by_ordinal(attrs.evolve(plan, sessions=(moved,)))[5].uid == by_ordinal(plan)[5].uid

    @pytest.mark.parametrize("odd", ["", "a b", "a\r\nX:1", "é", "x" * 200, "a@b"])
    def test_an_odd_plan_id_still_gives_one(self, plan: Plan, odd: str) -> None:
        """A plan id that does not fit a UID is replaced by its digest."""
        uid = by_ordinal(attrs.evolve(plan, plan_id=odd))[5].uid
        name = uid.removeprefix("s5@").removesuffix(".overload")
        assert len(name) == 16
        assert name.isalnum()

    def test_odd_plan_ids_stay_apart(self, plan: Plan) -> None:
        """Two plan ids that differ only in what a UID cannot hold give different UIDs."""
        uids = {by_ordinal(attrs.evolve(plan, plan_id=odd))[5].uid for odd in ("a b", "ab", "a  b")}
        assert len(uids) == 3


class TestTimes:
    """Sessions become instants in UTC, or whole days."""

    def test_instants_are_utc(self, plan: Plan) -> None:
        """18:00 in Stockholm in winter is 17:00 UTC."""
        content = by_ordinal(plan)[5]
        assert (content.start, content.end) == (
            datetime(2026, 11, 30, 17, tzinfo=UTC),
            datetime(2026, 11, 30, 18, tzinfo=UTC),
        )

    def test_all_day_is_the_local_date(self, plan: Plan) -> None:
        """A session just after midnight is on its own date, though UTC is still on the day before."""
        start = plan.sessions[4].start.replace(hour=0, minute=30)
        early = attrs.evolve(plan.sessions[4], start=start, end=start + timedelta(hours=1))
        content = by_ordinal(attrs.evolve(plan, sessions=(early,)), attrs.evolve(FULL, all_day=True))[5]
        assert (content.start, content.end) == (date(2026, 11, 30), date(2026, 12, 1))
        assert content.is_free

    def test_an_event_has_a_length(self, plan: Plan) -> None:
        """A session of no length ends after it starts, as DTEND must."""
        short = attrs.evolve(plan.sessions[4], end=plan.sessions[4].start)
        content = by_ordinal(attrs.evolve(plan, sessions=(short,)))[5]
        assert content.end > content.start


class TestStatus:
    """What has become of a session decides how its event stands."""

    def test_cancelled(self, plan: Plan) -> None:
        """A session that fell away is CANCELLED, takes no time and reminds of nothing."""
        content = by_ordinal(plan)[4]
        assert (content.status, content.is_free, content.alarms) == ("CANCELLED", True, ())

    def test_due(self, plan: Plan) -> None:
        """A session ahead is CONFIRMED, takes its time and reminds."""
        content = by_ordinal(plan)[5]
        assert (content.status, content.is_free, content.alarms) == ("CONFIRMED", False, FULL.alarms)

    @pytest.mark.parametrize("ordinal", [1, 3])
    def test_done_and_missed_do_not_remind(self, plan: Plan, ordinal: int) -> None:
        """What is logged or missed stays as a diary, without reminders."""
        assert (by_ordinal(plan)[ordinal].status, by_ordinal(plan)[ordinal].alarms) == ("CONFIRMED", ())

    def test_the_end_of_a_free_day_changes_nothing(self, plan: Plan) -> None:
        """A day nothing is logged for says the same before and after."""
        done = plan.sessions[1]
        ahead = attrs.evolve(done, status=Status.PLANNED)
        assert events(attrs.evolve(plan, sessions=(done,)), FULL) == events(attrs.evolve(plan, sessions=(ahead,)), FULL)


class TestWords:
    """Place, categories, link and volume."""

    def test_location_is_the_feeds_or_the_place(self, plan: Plan) -> None:
        """LOCATION is what the feed says, else the place of the session."""
        assert by_ordinal(plan)[5].location == "home"
        assert by_ordinal(plan, attrs.evolve(FULL, location="Garage"))[5].location == "Garage"

    def test_categories_need_no_escapes(self, plan: Plan) -> None:
        """Commas, semicolons and backslashes become spaces in categories, where parsers disagree on them."""
        odd = attrs.evolve(plan.sessions[4], day=attrs.evolve(plan.sessions[4].day, name="Back, chest; \\ arms"))
        content = by_ordinal(attrs.evolve(plan, sessions=(odd,)))[5]
        assert content.categories == ("Training", "Back chest arms")

    def test_the_link_comes_first(self, plan: Plan) -> None:
        """The link to the log page is the URL and the first line of the text."""
        content = events(plan, FULL, {5: "https://example.org/log/s5?a=1,2;b é"})[4]
        assert content.url == "https://example.org/log/s5?a=1,2;b%C3%A9"
        assert content.description.startswith(f"{content.url}\n\n")

    def test_volume_counts_up_to_the_session(self, plan: Plan) -> None:
        """A later session of the week does not change what an earlier one says of its volume."""
        first = plan.sessions[0]
        second = attrs.evolve(
            first, ordinal=9, start=first.start + timedelta(days=3), end=first.end + timedelta(days=3)
        )
        alone = by_ordinal(attrs.evolve(plan, sessions=(first,)))
        both = by_ordinal(attrs.evolve(plan, sessions=(first, second)))
        assert both[1] == alone[1]
        assert "lats 3" in both[1].description
        assert "lats 6" in both[9].description


class TestBusy:
    """A busy feed tells when, and nothing else."""

    def test_only_busy(self, plan: Plan) -> None:
        """Every event is called Busy and has no other text, reminder or link."""
        busy = attrs.evolve(FULL, show="busy", location="Gym", title="Training")
        for content in events(plan, busy, {5: "https://example.org/log"}):
            said = (content.summary, content.description, content.location, content.categories, content.url)
            assert said == ("Busy", "", "", (), "")
            assert content.alarms == ()

    def test_logging_changes_nothing(self, plan: Plan) -> None:
        """What was lifted is nobody's business: a busy event is the same before and after."""
        busy = attrs.evolve(FULL, show="busy")
        done = attrs.evolve(plan.sessions[4], status=Status.DONE)
        assert by_ordinal(attrs.evolve(plan, sessions=(done,)), busy)[5] == by_ordinal(plan, busy)[5]

    def test_its_uid_hides_the_plan(self, plan: Plan) -> None:
        """The UID of a busy event does not repeat a plan id that a person chose."""
        named = attrs.evolve(plan, plan_id="kims-gym")
        assert all("gym" not in one.uid for one in events(named, attrs.evolve(FULL, show="busy")))


def test_cleaned_texts_are_never_empty_titles(make_plan: Callable[..., Plan]) -> None:
    """A day named with nothing readable is called Training in the end."""
    plan = make_plan("\x00", "", "", "", "")
    bare = attrs.evolve(plan.sessions[1], slots=(), day=attrs.evolve(plan.sessions[1].day, focus=()))
    assert events(attrs.evolve(plan, sessions=(bare,)), FULL)[0].summary == "Training"


def test_a_feed_tells_no_notes_unless_it_is_asked_to(make_plan: Callable[..., Plan]) -> None:
    """What was noted, and that somebody was not well, stands in events only with `notes`: others read feeds too."""
    plan = make_plan("Back", "why", "", "a twinge in the elbow", "home")
    for notes in (True, False):
        said = "".join(one.description for one in events(plan, attrs.evolve(FULL, notes=notes)))
        assert ("a twinge in the elbow" in said) is notes
