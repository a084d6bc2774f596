"""Prints what the benchmarks noted besides their times: ratios, medians and worst cases."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print a line for each benchmark that noted something."""
    session = getattr(config, "_benchmarksession", None)
    noted = [one for one in session.benchmarks if one.extra_info] if session else []
    if noted:
        terminalreporter.section("noted")
    for one in noted:
        words = ", ".join(f"{name} {value}" for name, value in one.extra_info.items())
        terminalreporter.write_line(f"{one.name}: {words}")
