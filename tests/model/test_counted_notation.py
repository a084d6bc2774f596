"""How sets are written that count seconds or metres, or are more than plain work."""

import re
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.errors import DataError
from overload.model import Measure, SetDone, SetKind, SetTarget
from overload.model.notation import UnclearError, parse_session, parse_sets, write_sets
from overload.units import Load, Unit, load

BODY = Load(Decimal(0), Unit.KG)
MADE = frozenset(map(load, ("5 kg", "10 kg", "15 kg", "16 kg", "20 kg", "22.5 kg")))


def read(text: str, *asked: SetTarget, measure: Measure = Measure.REPS) -> str:
    """Return what a line means to whoever lifts bodyweight or what `MADE` holds, as the line that is written for it."""
    return write_sets(parse_sets(text, Unit.KG, asked, MADE, measure=measure, body=BODY))


class TestCounts:
    """What is held has seconds, what is carried has metres."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("45s", "bwx45s"),
            ("45 s", "bwx45s"),
            ("45sec", "bwx45s"),
            ("45 seconds", "bwx45s"),
            ("1:30", "bwx90s"),
            ("2 min", "bwx120s"),
            ("1 min 30 s", "bwx90s"),
            ("45s,40s,30s", "bwx45s,40s,30s"),
            ("45s-40s-30s", "bwx45s,40s,30s"),
            ("45,40,30s", "bwx45s,40s,30s"),
            ("45s,40,30", "bwx45s,40s,30s"),
            ("3x45s", "bwx45s,45s,45s"),
            ("3x1:30 @ 10kg", "10kgx90s,90s,90s"),
            ("60s @ 10kg", "10kgx60s"),
            ("10kg x 60s", "10kgx60s"),
            ("10kgx60sx3", "10kgx60s,60s,60s"),
            ("20m @ 16kg", "16kgx20m"),
            ("16kg x 20 m, 15 m", "16kgx20m,15m"),
            ("16x20 metres", "16kgx20m"),
            ("L45/R40s", "bwxL45/R40s"),
            ("45s@rir2,-", "bwx45s@rir2,-s"),
        ],
    )
    def test_seconds_and_metres(self, text: str, meant: str) -> None:
        """A sign behind a count says what it counts; one sign is enough for counts that follow one another."""
        assert read(text) == meant

    @pytest.mark.parametrize("text", ["60,50,45", "3x45", "1:00", "60"])
    def test_a_bare_count_counts_what_the_exercise_does(self, text: str) -> None:
        """`log plank 60,50,45` is seconds."""
        done = parse_sets(text, Unit.KG, (), MADE, measure=Measure.SECONDS, body=BODY)
        assert {one.measure for one in done} == {Measure.SECONDS}
        assert {one.load for one in done} == {BODY}

    def test_reps_of_what_is_held_have_to_be_named(self) -> None:
        """`10 reps` of a plank are reps, written and read as such."""
        sets = parse_sets("10 reps", Unit.KG, (), MADE, measure=Measure.SECONDS, body=BODY)
        assert sets == (SetDone(10, BODY),)
        assert parse_sets(write_sets(sets, Measure.SECONDS), Unit.KG, measure=Measure.SECONDS) == sets

    def test_a_bare_count_counts_what_was_asked(self) -> None:
        """Who was asked for seconds and writes 40 held on for 40 seconds."""
        assert read("40", SetTarget(45, BODY, measure=Measure.SECONDS)) == "bwx40s"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("4000s", "4000 seconds in one set is more than 3600"),
            ("61 min", "3660 seconds in one set is more than 3600"),
            ("16kg x 6000m", "6000 metres in one set is more than 5000"),
            ("45.5s", "'45.5' is not a number of seconds"),
            ("1:75", "is not"),
        ],
    )
    def test_limits(self, text: str, said: str) -> None:
        """More than an hour or five kilometres is no set, nor is half a second."""
        with pytest.raises(DataError, match=re.escape(said)):
            read(text)

    def test_few_times_a_load_can_be_either(self) -> None:
        """`5x45s` of who owns 5 kg and was asked for five sets is asked about."""
        with pytest.raises(UnclearError, match="5kgx45s"):
            read("5x45s", *[SetTarget(45, BODY, measure=Measure.SECONDS)] * 5)


class TestKinds:
    """A word says that sets are more than plain work."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("neg 5", "neg bwx5"),
            ("negative 3x5", "neg bwx5,5,5"),
            ("bw x neg 5", "neg bwx5"),
            ("3 x neg 5", "neg bwx5,5,5"),
            ("5,5,3 negatives", "neg bwx5,5,3"),
            ("15x8 drop", "drop 15kgx8"),
            ("8 drop @ 15kg", "drop 15kgx8"),
            ("22.5x10,8 drop 15x8", "22.5kgx10,8 drop 15kgx8"),
            ("22.5x8,8 15x8 drop", "22.5kgx8,8 drop 15kgx8"),
            ("20x10 15x8 drop 10x8 drop", "20kgx10 drop 15kgx8 drop 10kgx8"),
            ("20x10 drop 15x8 drop 10x8", "20kgx10 drop 15kgx8 drop 10kgx8"),
            ("warm-up 10x10 20x8,8", "warm-up 10kgx10 20kgx8,8"),
            ("w 10x10; 20x8,8", "warm-up 10kgx10 20kgx8,8"),
            ("w 10x10 22.5x8 15x8 drop", "warm-up 10kgx10 22.5kgx8 drop 15kgx8"),
            ("back-off 15x10", "back-off 15kgx10"),
            ("22.5x8 backoff: 15x10", "22.5kgx8 back-off 15kgx10"),
            ("22.5x10 mini 4,3,3", "22.5kgx10 mini 22.5kgx4,3,3"),
            ("20x10,mini 4,3", "20kgx10 mini 20kgx4,3"),
            ("20 kg: 12, then mini sets 20 kg: 4, 3", "20kgx12 mini 20kgx4,3"),
            ("15x8 drop @rir0", "drop 15kgx8@rir0"),
            ("neg 5kg x 10s", "neg 5kgx10s"),
        ],
    )
    def test_before_or_behind(self, text: str, meant: str) -> None:
        """The word stands before its sets, or throughout a line behind them."""
        assert read(text) == meant

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("10,8 drop", "not clear which of these sets"),
            ("22.5x10 drop 8", "a drop set has a load of its own"),
            ("drop", "a number of reps is missing"),
            ("20x10, drop", "a number of reps is missing"),
            ("w neg 5", "two words for one kind"),
        ],
    )
    def test_what_is_not_clear_is_refused(self, text: str, said: str) -> None:
        """Nothing is guessed where a word could be of other sets, or its sets have no load."""
        with pytest.raises(DataError, match=said):
            read(text, SetTarget(10, load("20 kg")))

    def test_bare_counts_are_of_the_kinds_asked_for(self) -> None:
        """Who was asked for 12 and then minis and writes `12,4,3` did just those; what is named is what it says."""
        asked = [SetTarget(12, load("20 kg")), *[SetTarget(4, load("20 kg"), kind=SetKind.MINI)] * 2]
        assert read("12,4,3", *asked) == "20kgx12 mini 20kgx4,3"
        assert read("20x12,4,3", *asked) == "20kgx12 mini 20kgx4,3"
        assert read("work 12,4,3", *asked) == "20kgx12,4,3"
        assert read("10 mini 3", *asked) == "20kgx10 mini 20kgx3"

    def test_a_drop_set_asked_for_lends_its_load(self) -> None:
        """Each set is at the load asked of its kind."""
        asked = [SetTarget(8, load("22.5 kg")), SetTarget(8, load("15 kg"), kind=SetKind.DROP)]
        assert read("8 drop 7", *asked) == "22.5kgx8 drop 15kgx7"

    def test_negatives_nobody_asked_for_are_at_bodyweight(self) -> None:
        """Whoever does pull-ups with a band lowers himself without it."""
        assert read("8, neg 5", SetTarget(8, load("-20 kg"))) == "-20kgx8 neg bwx5"

    def test_a_session_in_one_line(self) -> None:
        """What had been asked, in brackets, has kinds and measures too."""
        done, asked = parse_session("[bwx45s neg bwx5]>bwx40s neg bwx5", Unit.KG)
        assert asked is not None
        assert [one.met() for one in asked.sets] == [attrs.evolve(done[0], reps=45), done[1]]


LOADS = st.builds(Load, st.decimals(-99, 199, places=2), st.sampled_from(Unit))
SETS = st.lists(
    st.builds(
        SetDone,
        st.integers(0, 99),
        LOADS,
        st.none() | st.integers(0, 5).map(Decimal),
        measure=st.sampled_from(Measure),
        kind=st.sampled_from(SetKind),
    ),
    min_size=1,
    max_size=12,
)


@given(SETS, st.sampled_from(Measure))
def test_what_is_written_is_read_back(sets: list[SetDone], measure: Measure) -> None:
    """write_sets and parse_sets are inverse, whatever sets count and are, and whatever a bare count counts."""
    assert list(parse_sets(write_sets(sets, measure), Unit.KG, measure=measure)) == sets


@given(st.text("0123456789x,.@sm:LR/-+ bwkgneg drop", max_size=25))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is written with the new words is sets, or an error that points into it."""
    try:
        sets = parse_sets(text, Unit.KG, [load("20 kg")], MADE, body=BODY)
    except DataError as error:
        pointer = error.problems[0].pointer
        assert not pointer or 2 <= pointer.splitlines()[1].index("^") <= len(text) + 2
    else:
        assert sets
