"""The samples of all apps, read through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())["files"]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_reads_exactly_as_expected(name: str, overload: Callable[..., Any]) -> None:
    """A dry run prints the sessions, units, skipped rows and reasons that a correct importer reads."""
    done = overload("import", SAMPLES / name, "--dry-run", "--json")
    assert (done.code, done.err) == (0, "")
    data = done.data
    account = data.pop("account")
    assert data == EXPECTED[name]
    assert account["left_out"] == []
    assert account["rows"] == account["rows_with_sets"] + sum(len(one["lines"]) for one in account["not_sets"])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_name_of_a_file_means_nothing(name: str, tmp_path: Path, overload: Callable[..., Any]) -> None:
    """Whatever a file is called, it is recognised by what is in it."""
    other = tmp_path / "export.bin"
    other.write_bytes((SAMPLES / name).read_bytes())
    data = overload("import", other, "--dry-run", "--json").data
    assert {key: value for key, value in data.items() if key != "account"} == EXPECTED[name]


def test_bodyweights_are_no_sets(overload: Callable[..., Any]) -> None:
    """A file of bodyweights alone is refused by that name."""
    done = overload("import", SAMPLES / "wger_bodyweight.csv", "--dry-run", "--json")
    assert done.code == 65
    assert done.err == "overload: wger_bodyweight.csv: this file has bodyweights, not sets; export the workouts\n"
