"""Weekly sets are judged by tiers, for the fifteen major muscles alone; a calendar says its own truth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.conftest import Story

from overload.model import COUNTED_ONLY, MUSCLES
from overload.plan.volume import Tier, in_tiers, options, remedies, tier_of, truth
from overload.report.looking_ahead import week_blocks

Begin = Callable[..., Story]
MAJOR = sorted(set(MUSCLES) - COUNTED_ONLY)
SETS = st.integers(0, 80).map(lambda halves: halves / 2)


@given(muscle=st.sampled_from(sorted(MUSCLES)), sets=SETS)
def test_every_count_of_a_major_muscle_has_one_tier(muscle: str, sets: float) -> None:
    """Under 4 too little, to 10 enough to grow, 10-20 best, over 20 costs recovery; what is only counted has none."""
    expected = (
        Tier.LITTLE if sets < 4 else Tier.GROWS if sets < 10 else Tier.BEST if sets <= 20 else Tier.OVER
    ) if muscle in MAJOR else None  # fmt: skip
    assert tier_of(muscle, sets) is expected


@given(st.dictionaries(st.sampled_from(sorted(MUSCLES)), SETS))
def test_each_muscle_is_told_once_and_more_never_sounds_worse(sets: dict[str, float]) -> None:
    """Whatever is trained stands in one tier, and in no other."""
    told = [one for those in in_tiers(sets).values() for one in those]
    assert sorted(told) == sorted(f"{MUSCLES[muscle]} {count:g}" for muscle, count in sets.items() if count)
    assert [tier for tier in in_tiers(sets) if tier is None or tier in Tier] == list(in_tiers(sets))


def test_fifteen_are_judged() -> None:
    """Forearms, obliques, adductors and hip flexors are counted, and never judged."""
    assert len(MAJOR) == 15
    assert truth({"forearms": 5, "obliques": 5, "adductors": 5}) == ""


def test_a_calendar_says_its_truth_once(story: Begin) -> None:
    """Once a week is enough to grow and less than best; with two rounds nothing is said of a second."""
    once = story(days="").at("2026-11-22T12:00")
    (line,) = [one for one in (*once.advice, *once.remarks) if "enough to grow" in one]
    assert line.startswith("lats 6, ")
    assert line.endswith("sets a week: enough to grow, less than best (10-20); a second round adds the rest")
    assert [one for one in remedies(once) if "enough to grow" in one] == [line]
    twice = story(use="ppl-twice", experience="experienced", days="").at("2026-11-22T12:00")
    assert not [one for one in (*twice.advice, *twice.remarks, *remedies(twice)) if "second round" in one]


def test_the_week_is_printed_by_tiers(story: Begin) -> None:
    """Whoever reads the week sees which muscles have enough, and what is only counted apart from them."""
    plan = story(days="").at("2026-11-22T12:00", weeks=1)
    (line,) = [one for one in week_blocks(plan, 1) if isinstance(one, str) and one.startswith("weekly sets: ")]
    assert "enough to grow: lats 6, mid traps + rhomboids 7.5" in line
    assert line.rpartition("; ")[2].startswith("only counted: forearms")


@pytest.mark.parametrize(("bar", "extra"), [("true", "chin-up"), ("false", "farmers-carry")])
def test_what_is_offered_lifts_what_it_says(story: Begin, bar: str, extra: str) -> None:
    """The line to write is a plan's, and with it lats and upper traps have more; nobody is pushed."""
    begun = story(days="", bar=bar)
    before = begun.at("2026-11-22T12:00", weeks=1)
    (line,) = options(before)
    assert extra in line
    assert line not in before.advice
    begun.change(more=f"[workouts.home-back]\n{line.partition(': ')[2].partition(' under')[0]}")
    after = begun.at("2026-11-22T12:00", weeks=1)
    muscles = ("lats", "upper-traps") if bar == "true" else ("upper-traps",)
    for muscle in muscles:
        assert after.volume[-1].sets[muscle] > before.volume[-1].sets[muscle]
    assert options(after) == ()


def test_own_workouts_are_offered_nothing(story: Begin) -> None:
    """Whoever wrote a back workout knows what is in it."""
    own = '[workouts.mine]\nslots = [{ exercise = "dumbbell-row" }]\n[days.back]\nworkout = "mine"'
    assert options(story(days="", more=own).at("2026-11-22T12:00")) == ()
