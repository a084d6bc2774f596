"""The checks notice faults: built-in rules with a fault put in are found out, every one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import overload.rules
from overload.plugins.sources import run_file
from overload.testing import CHECKS, check, conformance

RULES = Path(overload.rules.__file__).parent
MUTANTS = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text())["mutant"]
NAMES = "import overload\nfrom overload import Load, first_session, same_again, snap\n_SEEN = []\n"


def faulty(mutant: dict[str, str], folder: Path) -> object:
    """Return a rule with the fault in it, from a file of its own."""
    source = (RULES / f"{mutant['file']}.py").read_text()
    assert source.count(mutant["old"]) == 1, "the rule has changed: change the fault with it"
    head, future, rest = source.replace(mutant["old"], mutant["new"]).partition("import annotations\n")
    file = folder / f"{re.sub(r'[^a-z]+', '_', mutant['fault'])}.py"
    file.write_text(head + future + NAMES + rest)
    return getattr(run_file(file), mutant["rule"])()


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: f"{one['rule']}: {one['fault']}")
def test_a_fault_is_found(mutant: dict[str, str], tmp_path: Path) -> None:
    """A built-in rule that has this fault violates what every rule must satisfy, most likely what is meant for it."""
    rule = faulty(mutant, tmp_path)
    violation = check(mutant["check"], rule) or next(conformance(rule), None)
    assert violation is not None
    assert violation.message


def test_there_are_many_faults() -> None:
    """Enough of them, in every rule and for nearly every check, to say something about the checks."""
    assert len(MUTANTS) >= 25
    assert len({one["rule"] for one in MUTANTS}) >= 10
    assert set(CHECKS) - {one["check"] for one in MUTANTS} <= {"can be set", "changes nothing"}
