"""Independent parsers see in a feed what was meant, whatever was written into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.ical import events, render, revise
from overload.model import FeedChoice
from overload.plan.values import Plan

NASTY = st.sampled_from(
    [
        "a\r\nBEGIN:VALARM",
        "EVIL\r\nATTENDEE:mailto:x@example.org\r\n",
        "semi;colon, comma \\ back\\n slash\\, \\;",
        'quoted "name":value;X=1',
        "💪🏽" * 40,
        "עברית مرحبا \u202eflipped\u202c",
        "nul\x00 bell\x07 esc\x1b del\x7f c1\x9b tab\t end",
        "lines\rof\u0085every\u2028kind\u2029there\x0bis\x0c\x1c\x1d\x1e.",
        "lone \ud800 surrogates \udfff",
        "\ufeffmarked \ufffe \uffff",
        "n" * 300,
        "é" * 75,
        "  spaces   everywhere  ",
        " " * 200,
        "\\",
        "",
    ]
)
SAMPLES = Path(__file__).parents[2] / "calendars"
TEXTS = st.one_of(NASTY, st.text(st.characters(), max_size=200), st.lists(NASTY, max_size=4).map("".join))

Read = Callable[[bytes], Iterable[Any]]


def written(plan: Plan, feed: FeedChoice) -> tuple[Any, Any, bytes]:
    """Return contents, revisions and bytes of a feed written for the first time."""
    contents = events(plan, feed)
    revisions = revise(contents, {}, feed.name, plan.now)
    return contents, revisions, render(contents, revisions, feed, plan)


def ordered(seen: Iterable[Any]) -> list[Any]:
    """Return what a reader saw by UID, categories in any order."""
    return sorted(
        (attrs.evolve(one, categories=tuple(sorted(one.categories))) for one in seen), key=lambda one: one.uid
    )


def sound(data: bytes) -> None:
    """Check the form of a file: CRLF only, lines of 75 octets, no forbidden character, balanced components."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in lines)
    text = data.decode().replace("\r\n", "")
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", text)
    assert all(line.decode() for line in lines)
    unfolded = data.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded)
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT")


@pytest.mark.parametrize("show", ["full", "busy"])
@pytest.mark.parametrize("all_day", [False, True])
class TestAgreement:
    """All readers agree on every property that matters."""

    def test_in_python(
        self, plan: Plan, feed: FeedChoice, readers: Mapping[str, Read], meant: Any, show: str, all_day: bool
    ) -> None:
        """icalendar, recurring-ical-events, vobject and ical see exactly what was meant."""
        contents, revisions, data = written(plan, attrs.evolve(feed, show=show, all_day=all_day))
        sound(data)
        for name, read in readers.items():
            assert ordered(read(data)) == ordered(meant(contents, revisions)), name

    def test_in_javascript(
        self, plan: Plan, feed: FeedChoice, ical_js: Read, meant: Any, show: str, all_day: bool
    ) -> None:
        """ical.js sees exactly what was meant."""
        contents, revisions, data = written(plan, attrs.evolve(feed, show=show, all_day=all_day))
        assert ordered(ical_js(data)) == ordered(meant(contents, revisions))


CHOSEN = ("full", "back", "busy", "short", "linked", "pounds", "all-day", "busy-all-day", "counted", "counted-short")


@pytest.mark.parametrize("name", CHOSEN)
def test_every_key(chosen: Any, readers: Mapping[str, Read], meant: Any, ical_js: Read, name: str) -> None:
    """Whatever is chosen of a feed, all readers see what was meant."""
    assert set(chosen) == set(CHOSEN)
    plan, feed, links, extras = chosen[name]
    contents = events(plan, feed, links, extras)
    revisions = revise(contents, {}, feed.name, plan.now)
    data = render(contents, revisions, feed, plan)
    sound(data)
    for who, read in {**readers, "ical.js": ical_js}.items():
        assert ordered(read(data)) == ordered(meant(contents, revisions)), who


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.ics")), ids=lambda path: path.stem)
def test_samples(readers: Mapping[str, Read], ical_js: Read, sample: Path) -> None:
    """All readers see the same in the samples that lie in calendars/."""
    data = sample.read_bytes()
    sound(data)
    seen = {who: ordered(read(data)) for who, read in {**readers, "ical.js": ical_js}.items()}
    assert len(seen["icalendar"]) >= 4
    assert all(one == seen["icalendar"] for one in seen.values()), [
        who for who in seen if seen[who] != seen["icalendar"]
    ]


class TestArbitraryText:
    """Nothing anybody writes breaks the file or is seen as anything but text."""

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_every_reader_sees_the_same(
        self, data: st.DataObject, make_plan: Any, readers: Mapping[str, Read], meant: Any, ical_js: Read
    ) -> None:
        """Names, reasons, notes, places and titles arrive as they were cleaned, in every reader."""
        plan = make_plan(*(data.draw(TEXTS) for _ in range(6)))
        feed = FeedChoice("training", title=data.draw(TEXTS), location=data.draw(TEXTS), alarms=(timedelta(hours=1),))
        contents, revisions, out = written(plan, feed)
        sound(out)
        expected = ordered(meant(contents, revisions))
        for name, read in {**readers, "ical.js": ical_js}.items():
            assert ordered(read(out)) == expected, name

    @settings(max_examples=40, deadline=None)
    @given(data=st.data())
    def test_in_every_field(
        self, data: st.DataObject, from_texts: Any, readers: Mapping[str, Read], meant: Any, ical_js: Read
    ) -> None:
        """Exercises, days, reasons, plates, dials, links, units, ids, what plugins add: none of it breaks the file."""
        several = data.draw(st.lists(TEXTS, min_size=3, max_size=8))
        plan, feed, links, extras = from_texts(cycle(several).__next__)
        contents = events(plan, feed, links, extras)
        assert len({one.uid for one in contents}) == len(contents) == 4
        revisions = revise(contents, {}, feed.name, plan.now)
        out = render(contents, revisions, feed, plan)
        sound(out)
        expected = ordered(meant(contents, revisions))
        for name, read in {**readers, "ical.js": ical_js}.items():
            assert ordered(read(out)) == expected, name

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_the_form_stays_sound(self, data: st.DataObject, make_plan: Any) -> None:
        """Whatever the text, lines are short, end in CRLF, and no property is added."""
        plan = make_plan(*(data.draw(TEXTS) for _ in range(6)))
        feed = FeedChoice("training", title=data.draw(TEXTS), location=data.draw(TEXTS), color=data.draw(TEXTS))
        sound(written(plan, feed)[2])

    def test_a_very_long_note_arrives_whole(
        self, make_plan: Any, feed: FeedChoice, readers: Mapping[str, Read], ical_js: Read
    ) -> None:
        """A note of 60 kB, words or one word, is folded and read back to the last letter."""
        for note in ("Ja, då; så\n" * 6000, "å" * 60_000):
            contents, _, data = written(make_plan("Back", "why", "", note, "home"), feed)
            sound(data)
            assert len(contents[0].description) > 50_000
            for name, read in {**readers, "ical.js": ical_js}.items():
                assert ordered(read(data))[0].description == contents[0].description, name
