"""Names in other languages are suggestions: they lead to the exercise, and are never taken for it unasked."""

from __future__ import annotations

from collections import Counter

import pytest

from overload.catalog import Catalog
from overload.catalog.foreign import LANGUAGES, NAMES, folded, names_of, suggested
from overload.errors import UsageError
from overload.importing.matching import Match, matches

EVERY = [(name, exercise) for exercise in NAMES for name in names_of(exercise)]


def test_what_they_name_is_known(known: Catalog) -> None:
    """No name leads to an exercise that is not there; the back workout has names in all five languages."""
    assert set(NAMES) <= set(known.exercises)
    back = [slot.exercise for slot in known.workouts["home-back"].slots]
    assert {exercise: NAMES[exercise].count("; ") + 1 for exercise in back} == dict.fromkeys(back, len(LANGUAGES))


def test_no_name_has_two_meanings() -> None:
    """In whatever case and with whatever accents, a name is one exercise."""
    assert [name for name, count in Counter(folded(name) for name, _ in EVERY).items() if count > 1] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kreuzheben", "dumbbell-deadlift"),
        ("KLIMMZÜGE", "pull-up"),
        ("klimmzuge", "pull-up"),
        ("hantelrodd", "dumbbell-row"),
        ("élévations  latérales", "lateral-raise"),
        ("sentadilla-búlgara", "bulgarian-split-squat"),
        ("腕立て伏せ", "push-up"),
        ("Nordpol", ""),
    ],
)
def test_a_name_suggests(said: str, meant: str) -> None:
    """Case, accents, hyphens and blanks make no difference."""
    assert suggested(said) == meant


def test_none_is_taken_unasked(known: Catalog) -> None:
    """Each is refused with its exercise as a question, or was a name here already, of the same exercise."""
    wrong = [(name, exercise) for name, exercise in EVERY if not _leads_to(known, name, exercise)]
    assert wrong == []


def _leads_to(known: Catalog, name: str, exercise: str) -> bool:
    """Tell whether a name is refused with the exercise as a question, or was one of its names here already."""
    try:
        return known.find_exercise(name).id == exercise
    except UsageError as error:
        return f"did you mean '{exercise}'?" in str(error.problems[0])


def test_an_import_asks(known: Catalog) -> None:
    """A name of a foreign app is likely and no more, so that the import asks."""
    found = matches([name for name, _ in EVERY], known)
    unsure = [name for name, exercise in EVERY if found[name].exercise not in {exercise, ""}]
    assert unsure == []
    assert found["腕立て伏せ"].exercise == "push-up"
    english = {"pullups"}  # the Swedish for it, too
    assert {name for name, _ in EVERY if found[name].is_certain} == english


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dominadas", "pull-up"),
        ("Klimmzug (gewichtet)", "pull-up"),
        ("trazioni", "pull-up"),
        ("Einarmiges Rudern", "dumbbell-row"),
        ("Kreuzheben (Kurzhantel)", "dumbbell-deadlift"),
        ("rowing haltère", "dumbbell-row"),
        ("Dumbbell rodd", "dumbbell-row"),
    ],
)
def test_words_of_other_languages_are_enough_to_ask_by(known: Catalog, said: str, meant: str) -> None:
    """However well they fit together, and whatever English stands beside them."""
    assert matches([said], known) == {said: Match(meant)}
