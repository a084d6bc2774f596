"""The version is the same wherever it stands, and the changelog says what is in it."""

import re
import tomllib
from pathlib import Path

from overload import __version__

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## \[(.+?)\](.*)$", CHANGELOG, re.MULTILINE)


def test_the_version_is_one() -> None:
    """The package, `overload --version` and the newest section of the changelog that has a date name one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dated = [version for version, when in SECTIONS if re.fullmatch(r" - \d{4}-\d\d-\d\d", when)]
    assert project["version"] == __version__ == dated[0]


def test_each_line_has_one_place() -> None:
    """What is not released yet has the first section; each section, each heading in it and each line is there once."""
    assert SECTIONS[0] == ("Unreleased", "")
    assert len(dict(SECTIONS)) == len(SECTIONS)
    for section in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        headings = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert len(set(headings)) == len(headings)
        assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
        lines = re.findall(r"^- .+$", section, re.MULTILINE)
        assert len(set(lines)) == len(lines)
