"""Problems as values, and the exceptions that carry them to the exit code."""

from __future__ import annotations

import pytest

from overload import errors
from overload.errors import OverloadError, Problem, did_you_mean


class TestProblem:
    """Where, what, and what to do."""

    def test_all_three_are_said(self) -> None:
        """Place, message and suggestion stand in one line."""
        assert str(Problem("plan.toml: x", "is wrong", "write y")) == "plan.toml: x: is wrong; write y"

    def test_what_is_missing_leaves_no_trace(self) -> None:
        """Without a place or a suggestion their marks are gone too."""
        assert str(Problem("", "is wrong")) == "is wrong"


class TestErrors:
    """Everything raised on purpose."""

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            ("OverloadError", 70),
            ("UsageError", 2),
            ("DataError", 65),
            ("FileError", 74),
            ("LockedError", 75),
            ("PlanError", 78),
        ],
    )
    def test_each_has_the_exit_code_promised(self, error: str, code: int) -> None:
        """Exit codes are those of the documentation, and all are one family."""
        kind = getattr(errors, error)
        assert kind.exit_code == code
        assert issubclass(kind, OverloadError)

    def test_problems_are_kept_in_order(self) -> None:
        """Several problems are several lines; bare text becomes a problem without a place."""
        first = Problem("a", "one")
        error = OverloadError(first, "two")
        assert error.problems == (first, Problem("", "two"))
        assert str(error) == "a: one\ntwo"


class TestDidYouMean:
    """A suggestion for a word that is not known."""

    def test_the_nearest_is_suggested(self) -> None:
        """A slip of the finger gets the word that was meant, whatever the case."""
        assert (
            did_you_mean("double-progresion", ["linear", "double-progression"]) == "did you mean 'double-progression'?"
        )
        assert did_you_mean("LINEAR", ["linear"]) == "did you mean 'linear'?"

    def test_far_from_all_lists_what_is_known(self) -> None:
        """Where nothing is near, all are listed, sorted."""
        assert did_you_mean("xyz", ["b", "a"]) == "known: a, b"

    def test_nothing_known_suggests_nothing(self) -> None:
        """Without known words there is nothing to say."""
        assert did_you_mean("x", []) == ""
