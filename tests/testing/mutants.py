"""Faults put into the program one at a time, to see whether the tests named for each of them notice.

`python tests/testing/mutants.py` (`make mutants`) tries every fault of the lists beside it, `mutants*.toml`. A fault is
put into a copy of the source, and pytest runs with that copy until the first test fails. What hangs is ended by a limit
of processor time, so that a busy machine changes no verdict. A fault that no test notices is a survivor: a hole in the
tests, unless its list says why nobody could notice it.
"""

from __future__ import annotations

import compileall
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final

import attrs

from overload.testing import CHECKS

ROOT: Final = Path(__file__).parents[2]
LISTS: Final = Path(__file__).parent
SHARE_KILLED: Final = 0.9
AT_LEAST: Final = 100
SECONDS: Final = 60
"""Of processor time for the tests of one fault, which need a tenth of it: what takes longer hangs."""
NAMES: Final = "import overload\nfrom overload import Load, first_session, same_again, snap\n_SEEN = []\n"
"""What the faults of rules make use of, put below the first import."""
NAMES_BELOW: Final = "from overload.units import Load\n_SEEN = []\n"
"""The same for what rules stand on: the public names are not there yet while it is imported, and it has the others."""


@attrs.frozen
class Mutant:
    """A fault: in `file`, `old` becomes `new`, and one of `tests` is to fail.

    `survives` is why no test can notice it; `names` are put into the file for it.
    """

    file: str
    fault: str
    old: str
    new: str
    tests: tuple[str, ...] = attrs.field(converter=tuple)
    survives: str = ""
    names: str = ""

    @property
    def room(self) -> str:
        """The folder of the source it is in; what rules stand on is told with them."""
        return "rules" if self.names else self.file.split("/", maxsplit=1)[0]

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.file}: {self.fault}"

    def put_into(self, source: str) -> str:
        """Return the source with the fault in it; the place must be the only one that reads so."""
        if source.count(self.old) != 1:
            raise ValueError(f"{self}: found {source.count(self.old)} times; change the fault with the program")
        head, future, rest = source.replace(self.old, self.new).partition("import annotations\n")
        faulty = head + future + self.names + rest
        compile(faulty, self.file, "exec")
        return faulty


def all_mutants() -> list[Mutant]:
    """Return the faults of every list."""
    lists = (tomllib.loads(path.read_text()) for path in sorted(LISTS.glob("mutants*.toml")))
    return [read(fault) for faults in lists for fault in faults["mutant"]]


def read(fault: dict[str, str]) -> Mutant:
    """Read one; a fault of a rule that names a check is for what every rule must satisfy to notice."""
    if "check" not in fault:
        return Mutant(**fault)  # tests are a list
    rule = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", fault["rule"]).lower()
    test = "tests/testing/test_conformance.py::test_built_in_rules_are_as_a_rule_must_be"
    tests = [f"{test}[{rule}-{check}]" for check in dict.fromkeys((fault["check"], *CHECKS))]
    file = posixpath.normpath(f"rules/{fault['file']}")
    names = NAMES if file.startswith("rules/") else NAMES_BELOW
    return Mutant(file, fault["fault"], fault["old"], fault["new"], tests, names=names)


class Copy:
    """A copy of the source that faults are put into, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "src"
        shutil.copytree(ROOT / "src", self.source)
        compileall.compile_dir(self.source, quiet=1)

    def notices(self, mutant: Mutant) -> bool:
        """Tell whether a test fails, or hangs, with a fault in the copy."""
        file = self.source / "overload" / f"{mutant.file}.py"
        healthy = file.read_text()
        # Bytecode is known by second and size of its source, and a fault may change neither.
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink()
        file.write_text(mutant.put_into(healthy))
        try:
            done = self.run(mutant.tests)
        finally:
            file.write_text(healthy)
        if done.returncode > 1:
            raise RuntimeError(f"{mutant}: the tests could not be run\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.returncode != 0

    def run(self, tests: Iterable[str], seconds: int = SECONDS) -> subprocess.CompletedProcess[str]:
        """Run tests with the copy, the same ones every time, until the first fails."""
        limited = ["sh", "-c", f'ulimit -t {seconds}; exec "$@"', "sh", sys.executable, "-m", "pytest"]
        plainly = ["-x", "-q", "-p", "no:xdist", "-o", "timeout=0", "--tb=short", "--hypothesis-profile=mutants"]
        return subprocess.run(
            [*limited, *plainly, *tests],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(self.source), "PYTHONDONTWRITEBYTECODE": "1"},
            text=True,
            capture_output=True,
            check=False,
        )


def verdicts(mutants: Sequence[Mutant], workers: int) -> Iterator[tuple[Mutant, bool]]:
    """Yield each fault and whether it was noticed, in the order of the list; the tests must pass without any fault."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(workers):
            copies.put(Copy(Path(folder) / str(number)))

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return copy.notices(mutant)
            finally:
                copies.put(copy)

        copy = copies.get()
        done = copy.run(sorted({test for mutant in mutants for test in mutant.tests}), 20 * SECONDS)
        copies.put(copy)
        if done.returncode:
            raise RuntimeError(f"the tests fail without any fault\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
        yield from zip(mutants, pool.map(tried, mutants), strict=True)


def report(tried: Sequence[tuple[Mutant, bool]]) -> Iterator[str]:
    """Yield how many faults of each room were noticed, and which were not."""
    rooms = Counter(mutant.room for mutant, _ in tried)
    killed = Counter(mutant.room for mutant, is_noticed in tried if is_noticed)
    yield ""
    for room in sorted(rooms):
        yield f"{room:<12}{killed[room]:>4} of {rooms[room]:>3} killed"
    yield f"{'all':<12}{killed.total():>4} of {rooms.total():>3} killed"
    for mutant, is_noticed in tried:
        if not is_noticed:
            yield f"survived: {mutant}{f' ({mutant.survives})' if mutant.survives else ''}"
        elif mutant.survives:
            yield f"killed, though its list says that nobody could notice: {mutant}"


def has_a_hole(tried: Sequence[tuple[Mutant, bool]]) -> bool:
    """Tell whether a fault got through that a test should have met, or a list gives a reason that is none."""
    killed = sum(is_noticed for _, is_noticed in tried)
    return killed < SHARE_KILLED * len(tried) or any(
        is_noticed == bool(mutant.survives) for mutant, is_noticed in tried
    )


def main(words: Sequence[str]) -> int:
    """Try every fault, or those whose line has all of the words; return 1 where the tests have a hole."""
    every = all_mutants()
    chosen = [mutant for mutant in every if all(word in str(mutant) for word in words)]
    tried = []
    for mutant, is_noticed in verdicts(chosen, os.cpu_count() or 1):
        say(f"{'killed  ' if is_noticed else 'SURVIVED'} {mutant}")
        tried.append((mutant, is_noticed))
    for line in report(tried):
        say(line)
    return int(len(every) < AT_LEAST or has_a_hole(tried))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
