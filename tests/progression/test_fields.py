"""Parameters of a rule: documented, converted and checked by name."""

from decimal import Decimal
from typing import ClassVar, Literal

import attrs
import pytest

from overload.errors import DataError
from overload.model import Prescription
from overload.progression import parameter, parameters, rule_from, summary
from overload.units import Load, load

STEP, FIRST = Decimal("2.5"), load("20 kg")


@attrs.frozen
class Sample:
    """Does nothing in particular.

    At some length.
    """

    name: ClassVar[str] = "sample"
    how: Literal["slow", "fast"] = parameter("slow", help="how to do it", choices=("slow", "fast"))
    sets: int = parameter(3, help="how many", at_least=1, at_most=9)
    share: float | None = parameter(None, help="of the load", at_least=0)
    step: Decimal = parameter(STEP, help="how much")  # noqa: RUF009 - it cannot be changed
    first: Load = parameter(FIRST, help="where to begin")  # noqa: RUF009 - it cannot be changed
    is_open: bool = parameter(False, help="no end")
    note: str = attrs.field(default="", metadata={"help": "words"})

    def propose(self, slot, history, ladder):
        """Return nothing to lift."""
        return Prescription((), "")


@attrs.frozen
class Bare:
    """Has no fields."""

    name: ClassVar[str] = "bare"

    def propose(self, slot, history, ladder):
        """Return nothing to lift."""
        return Prescription((), "")


class Plain:
    """Knows nothing of attrs."""

    name: ClassVar[str] = "plain"

    def propose(self, slot, history, ladder):
        """Return nothing to lift."""
        return Prescription((), "")


def test_a_parameter_is_documented_by_its_field():
    """Name, type in words, default, meaning and choices are read from the class."""
    first = parameters(Sample)[0]
    assert (first.name, first.type, first.default, first.help) == (
        "how",
        "one of 'slow', 'fast'",
        "slow",
        "how to do it",
    )
    assert first.choices == ("slow", "fast")
    assert [one.type for one in parameters(Sample)[1:]] == [
        "a whole number",
        "a number",
        "a number",
        "a load",
        "true or false",
        "text",
    ]


def test_the_summary_is_the_first_line():
    """A rule's docstring begins with what it does."""
    assert summary(Sample) == "Does nothing in particular."


@pytest.mark.parametrize("rule", [Bare, Plain])
def test_a_rule_may_have_no_parameters(rule):
    """Nothing to set is fine, with attrs or without."""
    assert parameters(rule) == ()
    assert isinstance(rule_from(rule, {}), rule)


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("how", "fast", "fast"),
        ("sets", 5, 5),
        ("sets", "5", 5),
        ("share", 1, 1.0),
        ("share", "0.25", 0.25),
        ("step", "1.25", Decimal("1.25")),
        ("step", 1.25, Decimal("1.25")),
        ("first", "10 lb", load("10 lb")),
        ("is_open", True, True),
        ("is_open", "yes", True),
        ("note", "words", "words"),
    ],
)
def test_a_value_is_taken_from_toml_or_from_text(name, given, value):
    """plan.toml gives values and the command line text; both become what the field is."""
    assert getattr(rule_from(Sample, {name: given}), name) == value


@pytest.mark.parametrize(
    ("params", "place", "words"),
    [
        ({"hwo": "fast"}, "hwo", "did you mean 'how'?"),
        ({"how": "fats"}, "how", "did you mean 'fast'?"),
        ({"sets": "many"}, "sets", "not a whole number"),
        ({"sets": True}, "sets", "not a whole number"),
        ({"sets": 2.5}, "sets", "not a whole number"),
        ({"sets": 0}, "sets", ">= 1"),
        ({"sets": 10}, "sets", "<= 9"),
        ({"share": -1}, "share", ">= 0"),
        ({"share": "nan"}, "share", "not a number"),
        ({"step": "inf"}, "step", "not a number"),
        ({"step": "x"}, "step", "not a number"),
        ({"first": "20"}, "first", "not a load"),
        ({"is_open": "perhaps"}, "is_open", "not true or false"),
        ({"note": 1}, "note", "not text"),
    ],
)
def test_a_wrong_parameter_is_a_problem_with_its_name(params, place, words):
    """What is wrong, where, and what was meant."""
    with pytest.raises(DataError) as caught:
        rule_from(Sample, params)
    (problem,) = caught.value.problems
    assert problem.place == place
    assert words in str(problem)


def test_all_mistakes_are_told_at_once():
    """Two wrong parameters make two problems."""
    with pytest.raises(DataError) as caught:
        rule_from(Sample, {"sets": "x", "nonsense": 1})
    assert len(caught.value.problems) == 2


def test_a_parameter_of_a_rule_without_any_is_a_problem():
    """A rule without fields refuses every parameter."""
    with pytest.raises(DataError):
        rule_from(Plain, {"sets": 3})


def test_a_wrong_type_is_refused_when_the_rule_is_made():
    """Built directly, a rule checks the types of its parameters."""
    with pytest.raises(TypeError):
        Sample(sets=2.5)
