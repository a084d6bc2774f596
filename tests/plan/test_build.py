"""build(): the same in, the same out; what is lifted where, what is certain, and what a coach would add."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from overload.model import RepRange, SetDone
from overload.plan import Plan, Session, build
from overload.units import load

Stories = Callable[..., Any]


def row_of(plan: Plan) -> list[Any]:
    """Return the slots of the row in the sessions ahead, soonest first."""
    return [slot for one in plan.ahead() for slot in one.slots if slot.exercise.id == "dumbbell-row"]


class TestPurity:
    """The functional core."""

    def test_the_same_inputs_give_the_same_plan(self, story: Stories) -> None:
        """Twice from one value, and from a copy: equal in every field."""
        tale = story(experience="experienced", calendar='days = ["mon", "wed", "fri", "sat"]')
        tale.did(tale.at("2026-11-23T05:00").sessions[1])
        inputs = tale.inputs("2026-11-26T12:00")
        first = build(inputs)
        assert build(inputs) == first
        assert build(copy.deepcopy(inputs)) == first

    def test_nothing_given_is_changed(self, story: Stories) -> None:
        """Configuration, log and what was published are as before."""
        tale = story()
        tale.did(tale.at("2026-11-23T05:00").sessions[1])
        inputs = tale.inputs("2026-11-26T12:00")
        before = copy.deepcopy(inputs)
        build(inputs)
        assert (inputs.config, inputs.log, inputs.published, inputs.now) == (
            before.config,
            before.log,
            before.published,
            before.now,
        )

    def test_a_second_update_changes_nothing(self, story: Stories) -> None:
        """Built again from what it published, the plan says the same."""
        tale = story()
        first = tale.at("2026-11-23T05:00")
        again = tale.at("2026-11-23T05:00")
        assert (again.sessions, again.published, again.advice) == (first.sessions, first.published, first.advice)

    def test_every_session_and_prescription_has_a_reason(self, story: Stories) -> None:
        """`why` is one line, never empty, for what is placed and for what is asked."""
        plan = story().at("2026-11-23T05:00")
        whys = [one.why for one in plan.sessions] + [s.prescription.why for one in plan.sessions for s in one.slots]
        assert all(why and "\n" not in why for why in whys)


class TestFirmAndForecast:
    """The first session of each exercise ahead is firm."""

    def test_only_the_first_is_firm(self, story: Stories) -> None:
        """Of every exercise, the soonest one is firm and all after it are forecasts."""
        plan = story().at("2026-11-23T05:00")
        for exercise in {slot.exercise.id for one in plan.sessions for slot in one.slots}:
            marks = [s.is_firm for one in plan.ahead() for s in one.slots if s.exercise.id == exercise]
            assert marks == [True] + [False] * (len(marks) - 1)

    def test_what_was_done_leaves_the_next_one_firm(self, story: Stories) -> None:
        """Done once, the next session is the firm one, and asks what the log earns."""
        tale = story(use="back-only", more='[workouts.home-back]\ndumbbell-row = { start = "20 kg" }')
        first = tale.at("2026-11-23T05:00").sessions[0]
        asked = next(slot.prescription for slot in first.slots if slot.exercise.id == "dumbbell-row")
        top = tuple(SetDone(20, target.load) for target in asked.sets)
        tale.log("dumbbell-row", first.start.date(), top, first.ordinal, asked)
        row = row_of(tale.at("2026-11-25T06:00"))
        assert row[0].is_firm
        assert row[0].prescription.sets[0].load > asked.sets[0].load

    def test_forecasts_follow_from_what_is_asked(self, story: Stories) -> None:
        """A forecast is what would be asked if everything before it were done as asked."""
        tale = story(use="back-only")
        plan = tale.at("2026-11-23T05:00")
        forecast = row_of(plan)[1].prescription
        tale.did(plan.sessions[0])
        firm = row_of(tale.at("2026-11-24T05:00"))[0].prescription
        assert firm.sets == forecast.sets


class TestPlaces:
    """What is lifted depends on where."""

    @pytest.mark.parametrize("experience", ["intermediate", "experienced"])
    def test_without_a_bar_a_second_row_stands_in(self, story: Stories, experience: str) -> None:
        """The bent-over row takes the place and sets of the pull-up, in the reps of the row, and it says so."""
        plan = story(bar="false", use="back-only", experience=experience).at("2026-11-23T05:00")
        slots = plan.sessions[0].slots
        assert [slot.exercise.id for slot in slots] == [
            "dumbbell-deadlift",
            "bent-over-dumbbell-row",
            "dumbbell-row",
            "dumbbell-shrug",
            "reverse-dumbbell-fly",
        ]
        stand_in, row = slots[1].prescription, slots[2].prescription
        assert len(stand_in.sets) == (3 if experience == "intermediate" else 4)
        assert {one.reps for one in stand_in.sets} <= set(range(8, 13))
        assert {one.reps for one in row.sets} <= set(range(8, 13))
        assert "no pull-up bar at home: a second row takes the pull-up's place" in plan.remarks
        assert plan.problems == ()

    def test_a_place_with_a_bar_keeps_the_pull_up(self, story: Stories) -> None:
        """Where one of two places has no bar, only the sessions there do without."""
        cabin = '[places.cabin]\ndumbbells = ["bowflex-552"]\npull_up_bar = false'
        days = 'days = { mon = "18:00", thu = { time = "10:00", place = "cabin" } }'
        plan = story(use="back-only", experience="experienced", calendar=days, more=cabin).at("2026-11-23T05:00")
        home, away = plan.sessions[:2]
        assert (home.place.id, home.slots[1].exercise.id) == ("home", "pull-up")
        assert (away.place.id, away.slots[1].exercise.id) == ("cabin", "bent-over-dumbbell-row")
        assert {str(one.load.unit) for slot in away.slots for one in slot.prescription.sets} == {"lb"}

    def test_without_dumbbells_it_is_a_problem_and_the_rest_goes_on(self, story: Stories) -> None:
        """What cannot be loaded is left out with one problem; what needs none and the dates remain."""
        tale = story(use="back-only", more="[places.garden]", calendar='days = { mon = { place = "garden" } }')
        outside = tale.at("2026-11-23T05:00")
        assert [slot.exercise.id for slot in outside.sessions[0].slots] == ["pull-up", "prone-arm-raise"]
        assert outside.problems
        assert len(outside.sessions) == 4

    def test_without_its_gear_an_alternative_stands_in(self, story: Stories) -> None:
        """An exercise whose gear a place lacks is done by the first alternative that can be done there."""
        curls = (
            '[exercises.ez-curl]\ndirect = ["biceps"]\ngear = "ez-bar"\nalternatives = ["cable-curl", "curl"]\n'
            '[exercises.cable-curl]\ndirect = ["biceps"]\ngear = "cable"\n'
            '[exercises.curl]\ndirect = ["biceps"]\n'
            '[workouts.arms]\nslots = [{ exercise = "ez-curl", sets = 2, reps = "8-10" }]\n'
            '[dumbbells.bar]\ngear = "ez-bar"\nkind = "fixed"\nunit = "kg"\nsettings = [10, 15, 20]\n'
        )
        days = 'days = { wed = { place = "gym" }, mon = { place = "home" }, fri = "18:00" }'
        gym = '[places.gym]\ngear = "bar"\n'
        tale = story(
            calendar=days, days='[days]\nback.workout = "arms"\npush.text = ""\nlegs.text = ""', more=curls + gym
        )
        plan = tale.at("2026-11-23T05:00")
        done_with = {session.place.id: session.slots[0] for session in plan.sessions if session.slots}
        assert plan.problems == ()
        assert done_with["gym"].exercise.id == "ez-curl"
        assert {one.load.kg for one in done_with["gym"].prescription.sets} <= {10, 15, 20}
        tale.change(more=curls + "[places.gym]\n", calendar='days = ["wed"]\n')
        at_home = tale.at("2026-11-23T06:00")
        assert {slot.exercise.id for session in at_home.sessions for slot in session.slots} == {"curl"}

    def test_where_nothing_can_stand_in_it_is_said(self, story: Stories) -> None:
        """Without an alternative the exercise is left out, and the problem says what it is done with."""
        swing = (
            '[exercises.swing]\ndirect = ["glutes"]\ngear = "kettlebell"\n'
            '[workouts.home-back]\ndumbbell-row = { instead = "swing" }\n'
        )
        plan = story(more=swing).at("2026-11-23T05:00")
        assert "nothing there can load the swing, which is done with a kettlebell" in str(plan.problems[0])
        assert not any(slot.exercise.id == "swing" for session in plan.sessions for slot in session.slots)


class TestOwnChoices:
    """What plan.toml changes in the workout and in the days."""

    def slots(self, story: Stories, more: str, **settings: str) -> dict[str, Any]:
        """Return the slots of the first back session by exercise."""
        plan = story(use="back-only", more=more, **settings).at("2026-11-23T05:00")
        return {slot.exercise.id: slot for slot in plan.sessions[0].slots}

    def test_sets_reps_rest_and_start(self, story: Stories) -> None:
        """What a slot changes is what is asked; the rest stays."""
        own = 'dumbbell-row = { sets = 5, reps = "6-9", rest = "1:30", start = "20 kg" }'
        row = self.slots(story, f"[workouts.home-back]\n{own}")["dumbbell-row"]
        assert (len(row.prescription.sets), row.rest_s) == (5, 90)
        assert {one.reps for one in row.prescription.sets} == {6}
        assert row.prescription.sets[0].load <= load("20 kg")

    def test_another_exercise_instead(self, story: Stories) -> None:
        """`instead` puts another exercise in the slot."""
        slots = self.slots(story, '[workouts.home-back]\ndumbbell-row = { instead = "bent-over-dumbbell-row" }')
        assert list(slots)[2] == "bent-over-dumbbell-row"
        assert "dumbbell-row" not in slots

    def test_words_and_a_workout_for_the_other_days(self, story: Stories) -> None:
        """A day takes free text, or a workout of the athlete's own, with loads like any other."""
        more = (
            '[days.push]\ntext = "Bench press 3x8"\n[days.legs]\nworkout = "legs"\n'
            '[workouts.legs]\nslots = [{ exercise = "squat", sets = 4, reps = 10 }]\n'
            '[exercises.squat]\nname = "Goblet squat"\ndirect = ["quads", "calves"]\nloaded_with = "one"\n'
        )
        plan = story(days="", more=more).at("2026-11-23T05:00")
        push, _, legs = plan.sessions[:3]
        assert (push.text, push.slots) == ("Bench press 3x8", ())
        assert [len(slot.prescription.sets) for slot in legs.slots] == [4]
        assert plan.volume[0].sets["calves"] == 4

    def test_the_back_may_stand_on_any_day(self, story: Stories) -> None:
        """The back workout moves to another day of a calendar of one's own."""
        more = (
            '[calendars.mine]\ndays = [{ id = "back", focus = ["back"], workout = "home-back" },'
            ' { id = "legs", focus = ["legs"] }]\nweekdays = ["tue", "sat"]\n'
        )
        plan = story(use="mine", more=more).at("2026-11-23T05:00")
        assert [f"{one.start:%a} {one.day.id}" for one in plan.sessions[:2]] == ["Tue back", "Sat legs"]


class TestVolume:
    """Weekly sets per muscle, direct 1 and indirect 0.5."""

    def test_one_round_of_fifteen_sets(self, story: Stories) -> None:
        """The figures of the back workout once a week."""
        sets = story().at("2026-11-23T05:00").volume[0].sets
        back = {muscle: sets[muscle] for muscle in ("lats", "mid-back", "rear-delts", "upper-traps", "erectors")}
        assert back == {"lats": 6, "mid-back": 7.5, "rear-delts": 6, "upper-traps": 4.5, "erectors": 3}

    def test_it_says_what_is_below_the_band_and_what_would_help(self, story: Stories) -> None:
        """Once a week is under ten sets, truthfully; the remedy is named."""
        said = next(line for line in story().at("2026-11-23T05:00").remarks if "sets a week" in line)
        assert "mid traps + rhomboids 7.5" in said
        assert said.endswith("enough to grow, less than best (10-20); a second round adds the rest")

    def test_what_was_done_counts_instead_of_what_was_asked(self, story: Stories) -> None:
        """A set not done is not counted."""
        tale = story(use="back-only")
        first: Session = tale.at("2026-11-23T05:00").sessions[0]
        tale.did(first, only=("dumbbell-deadlift",))
        week = tale.at("2026-11-25T06:00").volume[0].sets
        assert week["erectors"] == 3
        assert "rear-delts" not in week

    @pytest.mark.parametrize("settings", [{}, {"use": "ppl-twice"}, {"experience": "experienced"}, {"bar": "false"}])
    def test_advice_is_no_problem(self, story: Stories, settings: dict[str, str]) -> None:
        """There is advice, and nothing that would change the exit code."""
        plan = story(**settings).at("2026-11-23T05:00")
        assert plan.advice or plan.remarks
        assert plan.problems == ()


def test_rep_ranges_of_the_editions(story: Stories) -> None:
    """The first prescriptions lie in the article's ranges, set for set."""
    ranges = (RepRange(8, 12), RepRange(5, 10), RepRange(8, 12), RepRange(10, 15), RepRange(12, 20))
    for experience, counts in (("intermediate", (3, 3, 3, 3, 3)), ("experienced", (4, 4, 4, 3, 3))):
        slots = story(use="back-only", experience=experience).at("2026-11-23T05:00").sessions[0].slots
        assert tuple(len(slot.prescription.sets) for slot in slots) == counts
        for slot, reps in zip(slots, ranges, strict=True):
            assert all(reps.low <= one.reps <= reps.high for one in slot.prescription.sets)
