"""How far an open set goes, and what a noted reserve tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from overload import OpenEnd
from overload.model import LAST_BUTTON, Experience, is_at_least


class TestAnOpenSet:
    """How far it goes."""

    @pytest.mark.parametrize("open_end", OpenEnd)
    def test_remembers_how_it_was_to_end(self, open_end: OpenEnd) -> None:
        """The `rir` of a set asked so tells how it was to end, each its own."""
        assert OpenEnd.of(open_end.rir) is open_end

    def test_all_but_a_beginner_can_tell_a_clean_rep(self) -> None:
        """Of the levels there are, one is new to training."""
        assert [one for one in Experience if not one.knows_failure] == [Experience.BEGINNER]


class TestANotedReserve:
    """What it tells."""

    @pytest.mark.parametrize(("rir", "is_bound"), [("0", False), ("2.5", False), ("3", True), ("6", True)])
    def test_from_the_last_button_on_is_that_many_or_more(self, rir: str, is_bound: bool) -> None:
        """What the last button says, and all above it, is only known to be so much at least."""
        assert is_at_least(Decimal(rir)) is is_bound
        assert is_at_least(LAST_BUTTON)
