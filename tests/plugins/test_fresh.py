"""`overload plugins new`: every kind comes with a test that passes, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from overload import __version__
from overload.plugins.fresh import Kind

OTHERS = [kind for kind in Kind if kind is not Kind.RULE]
"""A new rule and its conformance are walked in docs/plugins/testing.md."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", OTHERS)
def test_its_test_passes_as_it_is(overload, folder, kind: Kind) -> None:
    """A file and its test, in a training folder, under a name with a hyphen."""
    path = folder()
    done = overload(path, "plugins", "new", f"my-{kind}", "--kind", kind)
    assert done.code == 0, done.err
    ran = _pytest(path / "plugins")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", OTHERS)
def test_the_test_of_a_package_passes_as_it_is(overload, folder, tmp_path: Path, kind: Kind) -> None:
    """So does that of a package, once it is installed: found by its entry point, not by a file."""
    done = overload(folder(), "plugins", "new", f"their-{kind}", "--kind", kind, "--package", "--into", str(tmp_path))
    assert done.code == 0, done.err
    root = tmp_path / f"overload-their-{kind}"
    ran = _pytest(root / "tests", *_installed(root, tmp_path))
    assert ran.returncode == 0, ran.stdout


def _installed(root: Path, beside: Path) -> tuple[Path, ...]:
    """Lay what an installer leaves of a package; return what is to be put on the path."""
    about = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    points = about["entry-points"]["overload"]
    info = beside / "site" / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n")
    (info / "entry_points.txt").write_text("[overload]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()))
    return root / "src", info.parent


def _pytest(where: Path, *more: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, more))
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-o",
            "addopts=",
            str(where),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=where,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_a_package_depends_on_what_it_was_tried_with(overload, folder, tmp_path: Path, kind: Kind) -> None:
    """From this version on, to the first that may take something away; it says what it is and how to use it."""
    overload(folder(), "plugins", "new", "mine", "--kind", kind, "--package", "--into", str(tmp_path))
    root = tmp_path / "overload-mine"
    about = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    minor = ".".join(__version__.split(".")[:2])
    (bound,) = [one for one in about["dependencies"] if one.startswith("overload-training")]
    assert bound.startswith(f"overload-training>={minor},<")
    assert not bound.endswith(",<1"), "before 1.0 a minor release may take something away"
    readme = (root / "README.md").read_text()
    assert about["description"] in readme
    assert "mine" in readme


def test_a_name_that_is_none_is_refused(overload, folder) -> None:
    """With one that would do."""
    done = overload(folder(), "plugins", "new", "My Plugin", "--kind", "notifier")
    assert done.code == 2
    assert "'My Plugin' cannot be the name of a plugin; write it like 'my-plugin'" in done.err
