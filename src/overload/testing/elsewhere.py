"""Asking a rule in other processes, which order sets of text in another way."""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from overload.model import Rule

if TYPE_CHECKING:
    from overload.testing.situations import Situation

SEEDS: Final = ("1", "2")
_CPU_S: Final = 60
"""Processor time a process may take, in seconds: it is asked only what was answered here already."""


def differing(rule: Rule, situations: Sequence[Situation]) -> int | None:
    """Return the first situation in which two processes get different answers; None if there is none.

    A rule that cannot be found by name in another process (a class made in a function) is not asked there.
    """
    order = _order(rule, situations)
    if order is None:
        return None
    running = [_start(seed) for seed in SEEDS]
    answers = [one.communicate(order)[0].splitlines() for one in running]
    if not all(len(one) == len(situations) for one in answers):
        return None
    return next((at for at, (one, other) in enumerate(zip(*answers, strict=True)) if one != other), None)


def _start(seed: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "overload.testing.elsewhere"]
    return subprocess.Popen(  # noqa: S603 - this very module
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _order(rule: Rule, situations: Sequence[Situation]) -> bytes | None:
    kind = type(rule)
    module = sys.modules.get(kind.__module__)
    if "<locals>" in kind.__qualname__ or module is None or not attrs.has(kind):
        return None
    fields = {field.name: getattr(rule, field.name) for field in attrs.fields(kind) if field.init}
    asked = [(one.slot, one.history, one.ladder) for one in situations]
    try:
        return pickle.dumps((sys.path, kind.__module__, module.__file__, kind.__qualname__, fields, asked))
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def _class(module: str, file: str | None, qualname: str) -> Any:
    try:
        found: Any = importlib.import_module(module)
    except ImportError:
        from overload.plugins.running import run_part  # noqa: PLC0415 - a file of a training folder

        found = run_part(module, Path(file or ""))
    for name in qualname.split("."):
        found = getattr(found, name)
    return found


def main() -> None:
    """Answer what stands on standard input, a line each."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    paths, module, file, qualname, fields, asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    sys.path[:] = paths
    answers = sys.stdout
    sys.stdout = sys.stderr  # what a rule prints must not stand among the answers
    rule = _class(module, file, qualname)(**fields)
    for given in asked:
        try:
            said = repr(rule.propose(*given))
        except Exception as error:  # noqa: BLE001 - another check tells of it
            said = f"raised {type(error).__name__}"
        answers.write(said.replace("\n", " ") + "\n")


if __name__ == "__main__":
    main()
