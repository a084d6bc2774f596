"""Many folders at once: what is given up is what took the time, not what was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STOPPED = """
import os, signal, time
from pathlib import Path
from overload.update import children, many

def work(path):
    os.killpg(0, signal.SIGSTOP)
    time.sleep(1)  # so that whoever lost patience meanwhile comes first
    return many.Outcome(path, 0)

children._MOMENT_S = 0.05
for outcome in children.work_on_each([Path("a")], work, 1, patience_s=5):
    print(outcome.code)
"""


@pytest.mark.slow
def test_being_stopped_takes_no_time_from_anybody(tmp_path: Path) -> None:
    """Stopped for longer than a folder may take, as by Ctrl-Z, and begun again: the folder is done all the same."""
    file = tmp_path / "stopped.py"
    file.write_text(STOPPED)
    words = [sys.executable, str(file)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        time.sleep(6)  # noqa: TID251 - to be stopped for longer than the limit is what is tested
        os.killpg(process.pid, signal.SIGCONT)
        said, _ = process.communicate()
    assert said == "0\n"
