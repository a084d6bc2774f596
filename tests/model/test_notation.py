"""How sets are written and read."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.errors import DataError
from overload.model import SetDone
from overload.model.notation import parse_session, parse_sets, write_sets
from overload.units import Load, Unit, load


def done(text: str, *reps: int) -> list[SetDone]:
    """Return sets of these reps at one load."""
    return [SetDone(one, load(text)) for one in reps]


class TestReading:
    """Each way of writing sets."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("22.5x10,10,9", done("22.5 kg", 10, 10, 9)),
            ("22.5 x 10, 10, 9", done("22.5 kg", 10, 10, 9)),
            ("22.5×10", done("22.5 kg", 10)),
            ("22.5x10 20x12", done("22.5 kg", 10) + done("20 kg", 12)),
            ("10 lb x 12", done("10 lb", 12)),
            ("10lbx12,11", done("10 lb", 12, 11)),
            ("bw x8,7,6", done("0 kg", 8, 7, 6)),
            ("BWx8", done("0 kg", 8)),
            ("+5x6", done("5 kg", 6)),
            ("-20x8", done("-20 kg", 8)),
            ("20x12,0,10", done("20 kg", 12, 0, 10)),
            ("20x12,-", [*done("20 kg", 12), SetDone(0, load("20 kg"), left_out=True)]),
        ],
    )
    def test_load_and_reps(self, text: str, expected: list[SetDone]) -> None:
        """A load, an x and reps are sets of that load; several groups follow each other."""
        assert list(parse_sets(text, Unit.KG)) == expected

    def test_help_without_a_figure(self) -> None:
        """A chair or a partner stands where the load does."""
        assert parse_sets("chair x8", Unit.KG) == (SetDone(8, Load(Decimal(0), Unit.KG, "chair")),)

    def test_bare_reps_are_at_the_loads_asked_for(self) -> None:
        """Reps alone are at the prescribed load of their set, the last one serving sets beyond."""
        asked = [load("20 kg"), load("17.5 kg")]
        sets = parse_sets("10,9,8", Unit.KG, asked)
        assert [str(one.load) for one in sets] == ["20 kg", "17.5 kg", "17.5 kg"]

    def test_reps_in_reserve(self) -> None:
        """@rir after reps is that set's, as a word of its own it is everybody's before it."""
        assert [one.rir for one in parse_sets("20x10,9@rir2", Unit.KG)] == [None, Decimal(2)]
        assert [one.rir for one in parse_sets("20x10,9 @rir1.5", Unit.KG)] == [Decimal("1.5")] * 2

    def test_sides(self) -> None:
        """L/R is one set of each side."""
        assert [(one.side, one.reps) for one in parse_sets("20xL10/R9,8", Unit.KG)] == [
            ("left", 10),
            ("right", 9),
            ("", 8),
        ]

    def test_at_least(self) -> None:
        """A plus behind a count, or `or more`, says that it was no fewer: of reps, seconds, and of either side."""
        read = parse_sets("20x8,8+,L10+/R9,8 or more,8+@rir2 15x45s+,1:30+", Unit.KG)
        assert [one.at_least for one in read] == [False, True, True, False, True, True, True, True]
        assert write_sets(read) == "20kgx8,8+,L10+/R9,8+,8+@rir2 15kgx45s+,90s+"

    def test_what_was_asked(self) -> None:
        """Reps in brackets before an arrow are what had been asked, at the loads done."""
        sets, asked = parse_session("[10,10,9]>20x10,9,9", Unit.KG)
        assert [one.reps for one in sets] == [10, 9, 9]
        assert asked is not None
        assert [(one.reps, str(one.load)) for one in asked.sets] == [(10, "20 kg"), (10, "20 kg"), (9, "20 kg")]


class TestErrors:
    """What cannot be read is refused with its place."""

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("22.5x10,1o,9", "character 9"),
            ("22.5x10,,9", "missing"),
            ("20x100", "99"),
            ("ten", "'ten'"),
            ("10,9", "no load"),
            ("", "nothing"),
            ("1x" + "1," * 300 + "1", "301 sets"),
        ],
    )
    def test_place(self, text: str, place: str) -> None:
        """The message names what is wrong and where."""
        with pytest.raises(DataError, match=place):
            parse_sets(text, Unit.KG)

    @given(st.text(max_size=40))
    def test_nothing_else_is_raised(self, text: str) -> None:
        """Whatever is typed is read or refused, never a crash."""
        try:
            sets = parse_sets(text, Unit.KG, [load("20 kg")])
        except DataError:
            return
        assert sets


LOADS = st.builds(Load, st.decimals(-99, 199, places=2), st.sampled_from(Unit))
SETS = st.lists(
    st.one_of(
        st.builds(
            SetDone,
            st.integers(0, 99),
            LOADS,
            st.none() | st.integers(0, 5).map(Decimal),
            at_least=st.booleans(),
        ),
        st.builds(SetDone, st.just(0), LOADS, left_out=st.just(True)),
    ),
    min_size=1,
    max_size=12,
)


@given(SETS)
def test_what_is_written_is_read_back(sets: list[SetDone]) -> None:
    """write_sets and parse_sets are inverse."""
    assert list(parse_sets(write_sets(sets), Unit.KG)) == sets


class TestPointing:
    """A mistake is shown in the line it was made in."""

    @pytest.mark.parametrize(
        ("text", "under", "said"),
        [
            ("22.5x10,1o,9", "1o", "'1o' is not a number of reps"),
            ("20x8,8,888", "888", "more than 99"),
            ("20x8x,8x", ",", "a number of sets is missing"),
            ("20x8x8y", "8y", "'8y' is not"),
            ("20 x 10 -x", "-x", "'-x' is not"),
            ("22,7x10", "22,7", "write '22.7x10'"),
            ("20x", "", "a number of reps is missing"),
            ("20x10,", "", "a number of reps is missing"),
            ("10, 10 ,a", "a", "'a' is not"),
            ("22 kg x 10 , , 9", ",", "a number of reps is missing"),
            ("20x10,10@rir", "10@rir", "'10@rir' is not"),
            ("L10/R", "L10/R", "'L10/R' is not"),
        ],
    )
    def test_carets_stand_below_it(self, text: str, under: str, said: str) -> None:
        """The second line has carets below just what is wrong, one behind the end where something is missing."""
        with pytest.raises(DataError, match=re.escape(said)) as raised:
            parse_sets(text, Unit.KG, [load("20 kg")])
        shown, carets = raised.value.problems[0].pointer.splitlines()
        assert shown == f"  {text}"
        first, last = carets.index("^"), carets.rindex("^") + 1
        assert shown[first:last] == under
        assert f"character {first - 1} of" in str(raised.value)

    @given(st.text("0123456789x,.@rirLR/-+ bwkg", max_size=25))
    def test_any_text_is_read_or_pointed_into(self, text: str) -> None:
        """Whatever is written either is sets, or is answered with a place within it or right behind it."""
        try:
            parse_sets(text, Unit.KG, [load("20 kg")])
        except DataError as error:
            pointer = error.problems[0].pointer
            if pointer:
                carets = pointer.splitlines()[1]
                assert 2 <= carets.index("^") <= len(text) + 2
                assert carets.rindex("^") <= len(text) + 2


@pytest.mark.parametrize(
    ("text", "reps", "reserves"),
    [
        ("20kgx8,8@rir3+", [8, 8], [None, 3]),
        ("20 kg: 8, 8 (RIR 3+)", [8, 8], [None, 3]),
        ("20kgx8@rir3+ 22.5kgx6", [8, 6], [3, None]),
        ("20 kg: 12, 11, 10+", [12, 11, 10], [None] * 3),
        ("20 kg: 12, 11, 10+ each side", [12, 11, 10], [None] * 3),
    ],
)
def test_a_plus_behind_a_figure_is_or_more(text, reps, reserves) -> None:
    """`@rir3+` is three left or more, kept as three; `10+` an open set as a table prints it."""
    done = parse_sets(text, Unit.KG)
    assert ([one.reps for one in done], [one.rir for one in done]) == (reps, reserves)
