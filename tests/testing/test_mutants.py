"""The tests notice faults: of those in the lists, put into the program one at a time, they find out every one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

import pytest
from mutants import LISTS, NAMES, ROOT, Copy, Mutant, all_mutants, has_a_hole, read, report

from overload.plugins.running import run
from overload.testing import CHECKS, check, conformance

OF_RULES = tomllib.loads((LISTS / "mutants.toml").read_text())["mutant"]
MUTANTS = all_mutants()
SAMPLE = Random("a minute").sample([mutant for mutant in MUTANTS if not mutant.names], 6)
"""What `make test` has the time for; `make mutants` tries them all."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Copy the source once for all of the sample."""
    return Copy(tmp_path_factory.mktemp("copy"))


def faulty(mutant: dict[str, str], folder: Path) -> object:
    """Return a rule with the fault in it, from a file of its own."""
    source = (ROOT / "src" / "overload" / "rules" / f"{mutant['file']}.py").read_text()
    file = folder / f"{re.sub(r'[^a-z]+', '_', mutant['fault'])}.py"
    file.write_text(read(mutant).put_into(source))
    return getattr(run(file), mutant["rule"])()


@pytest.mark.slow
@pytest.mark.parametrize("mutant", OF_RULES, ids=lambda one: f"{one['rule']}: {one['fault']}")
def test_a_fault_is_found(mutant: dict[str, str], tmp_path: Path) -> None:
    """A built-in rule that has this fault violates what every rule must satisfy, most likely what is meant for it."""
    rule = faulty(mutant, tmp_path)
    violation = check(mutant["check"], rule) or next(conformance(rule), None)
    assert violation is not None
    assert violation.message


@pytest.mark.slow
@pytest.mark.parametrize("mutant", SAMPLE, ids=str)
def test_the_tests_named_for_a_fault_notice_it(mutant: Mutant, copy: Copy) -> None:
    """With the fault in a copy of the source the tests named for it fail, unless its list says why nobody could."""
    assert copy.notices(mutant) is not bool(mutant.survives)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_fault_can_be_put_in(mutant: Mutant) -> None:
    """What each fault changes stands once in the file it names, changes it, and the tests it names are there."""
    source = (ROOT / "src" / "overload" / f"{mutant.file}.py").read_text()
    assert mutant.put_into(source) != source
    assert mutant.tests
    assert all((ROOT / test.partition("::")[0]).exists() for test in mutant.tests)


def test_there_are_many_faults() -> None:
    """Enough of them, in every rule and for nearly every check, to say something about the checks; each once."""
    assert len(OF_RULES) >= 25
    assert len({mutant["rule"] for mutant in OF_RULES}) >= 10
    assert set(CHECKS) - {mutant["check"] for mutant in OF_RULES} <= {"can be set", "changes nothing"}
    assert len(set(map(str, MUTANTS))) == len(MUTANTS)


def test_a_hole_is_told_from_a_fault_that_nobody_could_notice() -> None:
    """Survivors without a reason, reasons that are none, and too few killed are holes; the report names them."""
    found, hidden, missed = (
        Mutant(f"rules/{name}", name, "a", "b", ("tests",), survives)
        for name, survives in (("found", ""), ("hidden", "equal"), ("missed", ""))
    )
    all_found = [(found, True)] * 9
    assert not has_a_hole([*all_found, (hidden, False)])
    assert has_a_hole([*all_found, (missed, False)])
    assert has_a_hole([*all_found, (hidden, True)])
    assert has_a_hole([*all_found, (hidden, False), (hidden, False)])
    lines = list(report([(found, True), (hidden, False), (missed, False)]))
    assert lines[1] == "rules          1 of   3 killed"
    assert lines[-2:] == ["survived: rules/hidden: hidden (equal)", "survived: rules/missed: missed"]


def test_a_place_that_is_not_the_only_one_is_refused() -> None:
    """A fault whose place is gone, or stands twice, is no fault any more."""
    mutant = Mutant("rules/any", "any", "a = 1", "a = 2", ("tests",), names=NAMES)
    with pytest.raises(ValueError, match=r"rules/any: any: found 2 times"):
        mutant.put_into("a = 1\na = 1\n")
