"""What `explain` says of another day is what `move` does there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from overload.model import Decision, Published, Status
from overload.plan.numbering import number
from overload.plan.other_days import OtherDays
from overload.plan.placing import placed as placing_of
from overload.schedule import solve
from overload.schedule.crossing import Crossing, Layer
from overload.schedule.elsewhere import Alternatives

Stories = Callable[..., Any]
Overload = Callable[..., Any]


def stands(published: tuple[Published, ...]) -> dict[int, datetime]:
    """Return when each session is planned, by number."""
    return {one.ordinal: one.start for one in published if one.status is Status.PLANNED}


class TestExplainIsMove:
    """No line says that something would be lost, or go elsewhere, that does not when the session is moved there."""

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("use", "calendar"),
        [
            ("ppl", 'days = ["mon", "tue", "wed", "fri"]'),
            ("five-day", 'days = ["mon", "tue", "wed", "thu", "fri", "sat"]'),
            ("ppl-twice", ""),
            ("ppl", 'days = ["mon", "thu"]'),
        ],
    )
    def test_every_line(self, story: Stories, use: str, calendar: str) -> None:
        """Each session of the second week, told of each day of it and then moved there."""
        tale = story(use=use, calendar=calendar)
        inputs = tale.inputs("2026-11-23T05:00", 3)
        tale.published = number(inputs, placing_of(inputs), {})
        inputs = tale.inputs("2026-11-23T05:00", 3)
        placing, before = placing_of(inputs), stands(tale.published)
        others = OtherDays(inputs, placing, Alternatives(placing.asked, placing.placement), {})
        days = [date(2026, 11, 30) + timedelta(days=day) for day in range(7)]
        told_of = 0
        for one in tale.published:
            if one.start.date() not in days:
                continue
            for told in others.alternatives.elsewhere(one.key, [day for day in days if day != one.start.date()]):
                if told.law or told.start is None:
                    continue
                moved = Decision(1, datetime(2026, 11, 23, 4), "move", one.ordinal, told.start)
                after_it = attrs.evolve(inputs, decisions=(moved,))
                after = stands(number(after_it, placing_of(after_it), {}))
                keys = {each.key: each.ordinal for each in tale.published}
                assert {keys[key] for key in told.lost} == before.keys() - after.keys()
                elsewhere = {each for each in before.keys() & after.keys() if before[each] != after[each]}
                if not told.lost:
                    assert {one.ordinal, *(keys[key] for key, _ in told.moves)} == elsewhere
                told_of += 1
        assert told_of > 1

    @pytest.mark.parametrize(
        ("use", "calendar"),
        [
            ("ppl", 'days = ["mon", "tue", "wed", "fri"]'),
            ("four-day", "days = { weekdays = ['07:00', '18:00'], sat = '10:00' }"),
            ("five-day", 'days = ["mon", "tue", "wed", "thu", "sat"]'),
            ("ppl-twice", 'days = ["mon", "tue", "wed", "thu", "sat"]\norder = "week"'),
        ],
    )
    def test_a_week_is_told_of_for_five_searches(
        self, story: Stories, monkeypatch: pytest.MonkeyPatch, use: str, calendar: str
    ) -> None:
        """To tell of all of a week why not elsewhere, no more is looked at than in five searches of the plan."""
        looked_at: list[int] = []
        cross = Crossing.cross

        def counted(crossing: Crossing, layer: Layer) -> Layer:
            looked_at.append(len(layer))
            return cross(crossing, layer)

        monkeypatch.setattr(Crossing, "cross", counted)
        tale = story(use=use, calendar=calendar)
        inputs = tale.inputs("2026-11-23T05:00", 8)
        tale.published = number(inputs, placing_of(inputs), {})
        placing = placing_of(tale.inputs("2026-11-23T05:00", 8))
        looked_at.clear()
        solve(placing.asked)
        once = sum(looked_at)
        looked_at.clear()
        alternatives = Alternatives(placing.asked, placing.placement)
        first = [one for one in placing.placement.placed if one.opening.start.date() < date(2026, 11, 30)]
        days = [date(2026, 11, 23) + timedelta(days=day) for day in range(7)]
        for one in first:
            list(alternatives.elsewhere(one.key, [day for day in days if day != one.opening.start.date()]))
        assert 0 < sum(looked_at) <= 5 * once

    def test_a_swap_is_named(self, folder: Callable[..., Path], overload: Overload) -> None:
        """Moved to the day of another one the two change places, and that is what is said; nothing falls away."""
        path = folder("--calendar", "ppl", "--days", "mon,wed,fri")
        said = overload(path, "explain", "s2").out
        assert "not Mon 23 Nov: Push would change places with it" in said
        assert "dropped" not in said
        moved = overload(path, "move", "s2", "mon", "--force").out
        assert re.search(r"s1 Push: moved from Mon 23 Nov [\d:]+ to Wed 25 Nov", moved)
        assert "cancelled" not in moved

    def test_a_free_day_costs_only_calm(self, folder: Callable[..., Path], overload: Overload) -> None:
        """Where nothing is in the way, all that speaks against a day is what subscribers were shown."""
        path = folder("--calendar", "ppl", "--days", "mon,wed,thu,fri")
        said = overload(path, "explain", "s2").out
        assert "not Thu 26 Nov: your calendar shows it on Wed 25 Nov; nothing else would move" in said
