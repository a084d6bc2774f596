"""What of a log is in doubt, what it may have meant, and that a rule hears nothing of it until somebody answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload import plugins
from overload.config import read_plan, with_own
from overload.model import Entries, Entry, Prescription, SetDone, SetTarget
from overload.model.notation import parse_sets, write_sets
from overload.plan.doubts import Doubts, HeardLog
from overload.units import Unit, load

PLAN = """
[athlete]
zone = "UTC"
[places.home]
dumbbells = ["{dumbbells}"]
pull_up_bar = true
[calendar]
use = "back-only"
start = 2026-11-23
days = {{ mon = "18:00" }}
"""
DAY = date(2026, 11, 23)


def looks(dumbbells: str = "bowflex-552") -> Doubts:
    """Return what looks for doubts where these dumbbells are owned."""
    known = plugins.catalog()
    config = read_plan(PLAN.format(dumbbells=dumbbells), known)
    return Doubts(config, with_own(known, config))


def entry(sets: str, asked: str = "22.5lbx8,8,8", number: int = 1, **more: object) -> Entry:
    """Return an entry of a version that asked nobody, as it was read from its words."""
    done = parse_sets(sets, Unit.LB, [load("22.5 lb")]) if sets else ()
    targets = tuple(SetTarget(one.reps, one.load) for one in parse_sets(asked, Unit.LB))
    known = {"exercise": "dumbbell-row", "is_sure": False, **more}
    on, at = DAY + timedelta(weeks=number - 1), datetime(2026, 11, 23, 19, tzinfo=UTC)
    return Entry(number, at, on, sets=done, asked=Prescription(targets, "so"), **known)


def meant(found: Doubts, written: Entry) -> list[str]:
    """Return what an entry may have meant, as lines."""
    doubt = found.of(written)
    assert doubt is not None
    return [write_sets(sets) for sets in doubt.meant]


def test_sets_that_became_a_load() -> None:
    """`3x10` of an earlier version is ten reps with 3 lb, which nobody owns: three sets of ten were meant."""
    written = attrs.evolve(entry("5lbx10"), sets=(SetDone(10, load("3 lb")),))
    assert meant(looks(), written) == ["22.5lbx10,10,10"]
    assert "3 lb cannot be made with what you own" in looks().of(written).why


def test_a_load_that_can_be_made_is_not_doubted() -> None:
    """Neither one on the ladder nor one that had been asked for, wherever it is now."""
    assert looks().of(entry("25lbx10,10,9")) is None
    assert looks().of(entry("26lbx10", asked="26lbx10,10")) is None


def test_a_decimal_point_left_out() -> None:
    """225 lb is ten times 22.5, which can be made."""
    assert meant(looks(), entry("225lbx10,10,9")) == ["22.5lbx10,10,9"]


def test_the_same_dumbbell_in_the_other_unit() -> None:
    """35 lb where the dumbbells are in kg is the one of 16 kg: that is said, and not doubted."""
    written = entry("35lbx10,9", asked="16kgx8,8")
    assert looks("fixed-two-pairs").of(written) is None
    assert looks("fixed-two-pairs").remark(written) == "35 lb is the 16 kg you have here"
    assert looks().remark(entry("35lbx10,9")) == ""


def test_a_load_out_of_reach() -> None:
    """Between two rungs somebody lifted something else; more than twice all there is was hardly lifted here."""
    assert looks().of(entry("27lbx8")) is None
    assert meant(looks(), entry("110lbx8,8")) == []
    assert "110 lb cannot be made with what you own" in looks().of(entry("110lbx8,8")).why


def test_what_was_read_just_now_can_only_be_a_slip() -> None:
    """A reader that asks has told sets from loads: of a new line only the load is looked at."""
    few = attrs.evolve(entry("5lbx10"), sets=(SetDone(10, load("3 lb")),))
    assert looks().of_new(few, load("22.5 lb")) is None
    assert looks().of_new(entry("12.5lbx10 22.5lbx10,9"), None) is None
    assert looks().of_new(entry("225lbx10"), None).meant == (parse_sets("22.5lbx10", Unit.LB),)


def test_ten_times_the_time_before() -> None:
    """A load that can be made is doubted where it is ten times that of the time before."""
    doubt = looks().of(entry("50lbx8", asked="5lbx8"), last=load("5 lb"))
    assert doubt is not None
    assert "ten times the 5 lb" in doubt.why
    assert looks().of(entry("45lbx8", asked="5lbx8"), last=load("5 lb")) is None


def test_sets_at_what_was_asked_that_nobody_did() -> None:
    """`12.5 x 10 10 9` was once a first set at 12.5 and the others at the load asked for."""
    assert meant(looks(), entry("12.5lbx10 22.5lbx10,9")) == ["12.5lbx10,10,9"]
    assert looks().of(entry("22.5lbx10 12.5lbx10,9")) is None


def test_nothing_done_at_all() -> None:
    """Only 0 in an entry of a version that wrote 0 for both may be a try or left out."""
    doubt = looks().of(entry("22.5lbx0,0,0"))
    assert doubt is not None
    assert [[done.left_out for done in sets] for sets in doubt.meant] == [[False] * 3, [True] * 3]


def test_what_hangs_on_a_belt_is_not_in_the_plan() -> None:
    """A pull-up with a load of one's own is believed, unless it looks like a number of sets."""
    belt = entry("", asked="bwx5,5", exercise="pull-up")
    assert looks().of(attrs.evolve(belt, sets=(SetDone(5, load("17 kg")),))) is None
    few = attrs.evolve(belt, sets=(SetDone(8, load("3 kg")),))
    assert meant(looks(), few) == ["bwx8,8,8"]


def test_words_that_can_mean_two_things() -> None:
    """They are read anew with what is owned now: both meanings, the likelier first."""
    words = entry("", exercise="dumbbell-row", unread="5x10")
    assert meant(looks(), words) == ["22.5lbx10,10,10,10,10", "5lbx10"]
    assert meant(looks(), attrs.evolve(words, is_sure=True)) == meant(looks(), words)


def test_an_exercise_that_is_gone_is_not_doubted() -> None:
    """Nobody knows what it was loaded with."""
    assert looks().of(entry("3lbx10", exercise="gone-with-its-plugin")) is None


@pytest.mark.parametrize("sets", ["3lbx10", "225lbx10,10,9", "22.5lbx0,0", "12.5lbx10 22.5lbx10,9", "120lbx5"])
def test_whoever_stands_by_an_entry_is_believed(sets: str) -> None:
    """What is sure is never doubted."""
    written = entry("5lbx1")
    odd = attrs.evolve(written, sets=parse_sets(sets, Unit.LB, (), None))
    assert looks().of(odd) is not None
    assert looks().of(attrs.evolve(odd, is_sure=True)) is None


@given(st.lists(st.sampled_from(["22.5lbx10,10", "25lbx8,8", "225lbx8,8", "120lbx5,5", "22.5lbx0,0"]), max_size=6))
def test_a_rule_hears_what_is_not_in_doubt(lines: list[str]) -> None:
    """Of any log a rule hears the entries that are not doubted, in their order; what took place is known of all."""
    found = looks()
    entries = tuple(entry(line, number=number) for number, line in enumerate(lines, 1))
    heard = HeardLog(Entries(entries), found)
    doubted = {doubt.entry.id for doubt in found.among(entries)}
    assert [one.id for one in heard.history("dumbbell-row", 10)] == [one.id for one in entries if one.id not in doubted]
    odd = {"225lbx8,8", "120lbx5,5", "22.5lbx0,0"}
    assert doubted == {number for number, line in enumerate(lines, 1) if line in odd}
    assert list(heard.since(DAY)) == list(entries)
