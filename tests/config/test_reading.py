"""What a good plan means."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import attrs
import pytest

from overload.catalog import Catalog, builtin
from overload.catalog.calendars import CALENDARS
from overload.config import default_weekdays, read_plan, with_own
from overload.errors import PlanError
from overload.model import (
    Band,
    Configuration,
    Dumbbell,
    DumbbellKind,
    Experience,
    FeedChoice,
    Measure,
    Missed,
    Place,
    RepRange,
    SlotChange,
    TrainingTime,
    WeeklyCalendar,
)
from overload.units import Unit, load

ZONE = '[athlete]\nzone = "Europe/Stockholm"\n'


@pytest.fixture(scope="module")
def full(catalog: Catalog, full_plan: str) -> Configuration:
    """Return the plan that uses everything, read."""
    return read_plan(full_plan, catalog)


def test_athlete(full: Configuration) -> None:
    """The athlete's section becomes exact values, not the words of the file."""
    assert full.plan_id == "kim-2026"
    assert full.athlete.experience is Experience.EXPERIENCED
    assert full.athlete.unit is Unit.KG
    assert (full.athlete.name, full.athlete.bodyweight) == ("Kim", load("80 kg"))


def test_own_dumbbells_are_known_as_own(full: Configuration) -> None:
    """What stands in plan.toml is the athlete's own, so its labels are what they see."""
    assert all(dumbbell.is_own for dumbbell in full.dumbbells)


def test_dials(catalog: Catalog) -> None:
    """`dials` is kept; where nothing is known of what a kg dial prints, or for another word, it is refused."""
    labelled = '[dumbbells.mine]\nkind = "dial"\nunit = "lb"\nsettings = [5, 10]\nlabels_kg = [2, 4]\n'
    place = '[places.home]\ndumbbells = ["{}"]\ndials = "{}"\n'
    known = read_plan(ZONE + place.format("mine", "kg") + labelled, catalog)
    assert known.places[0].dials == "kg"
    for dumbbells, dials, said in (
        ("bowflex-552", "kg", "plan.toml: places.home.dials: what a kg dial prints is not known"),
        ("mine", "lb", "plan.toml: places.home.dials: "),
    ):
        with pytest.raises(PlanError, match=said):
            read_plan(ZONE + place.format(dumbbells, dials) + labelled, catalog)


@pytest.mark.parametrize(
    ("written", "bands"),
    [
        ('"-15 kg"', [("-15 kg", "")]),
        ('"red -15 kg"', [("-15 kg", "red")]),
        ('["red: -15 kg", "black band -33 lb", "-5kg"]', [("-15 kg", "red"), ("-33 lb", "black"), ("-5 kg", "")]),
        ('{ red = "-15 kg", "light blue" = "-7.5 kg" }', [("-15 kg", "red"), ("-7.5 kg", "light blue")]),
        ('["no 2 - 15 kg"]', None),
        ('["red -15 kg", "red -30 kg"]', None),
        ('{ "15" = "-15 kg" }', None),
        ("{ red = -15 }", None),
        ('["red 15 kg"]', None),
    ],
)
def test_bands(catalog: Catalog, written: str, bands: list[tuple[str, str]] | None) -> None:
    """A band is what it takes off, behind its name if it has one; a table has the names for keys."""
    text = f"{ZONE}[places.home]\nbands = {written}\n"
    if bands is None:
        with pytest.raises(PlanError, match=r"places\.home\.bands"):
            read_plan(text, catalog)
    else:
        assert read_plan(text, catalog).places[0].bands == tuple(Band(load(off), name) for off, name in bands)


def test_places(full: Configuration) -> None:
    """A place keeps its dumbbells and bands in their order, and a single word in `use` stands for a list of one."""
    home, cabin = full.places
    assert home == Place(
        "home",
        ("bowflex-552", "mine"),
        bands=(Band(load("-30 kg")), Band(load("-15 kg"), "dark-blue")),
        help="chair",
        added=(load("5 kg"), load("10 lb")),
        micro=("magnets-0_5kg",),
        use={"reverse-dumbbell-fly": ("light",), "dumbbell-row": ("bowflex-552", "mine")},
        gear=("curl-bar",),
        bands_at_once=2,
    )
    assert cabin == Place("cabin", pull_up_bar=False)


def test_training_times(full: Configuration) -> None:
    """Days are read by short or full name, with one time, several, or a time and a place; the first place is meant."""
    assert full.calendar.times == (
        TrainingTime(0, time(18), "home"),
        TrainingTime(2, time(7), "home"),
        TrainingTime(2, time(18, 30), "home"),
        TrainingTime(5, time(10), "cabin"),
    )
    assert (full.calendar.start, full.calendar.missed) == (date(2026, 11, 30), Missed.SKIP)
    assert (full.calendar.weeks, full.calendar.sessions_per_day) == (6, 2)


def test_changes(full: Configuration) -> None:
    """A change of a built-in slot keeps what is said and nothing else; other keys are the rule's parameters."""
    assert full.changes == {
        "home-back": {
            "dumbbell-row": SlotChange(
                rule="double-progression", params={"rep_step": 2, "earned_by": "last"}, start=load("10 lb")
            ),
            "pull-up": SlotChange(start=load("-15 kg"), reps=RepRange(8, 8), rest_s=150),
            "dumbbell-deadlift": SlotChange(instead="bent-over-row", sets=4),
        }
    }


def test_own_things(full: Configuration, catalog: Catalog) -> None:
    """Own exercises, workouts, calendars and dumbbells are defined as the built-in ones are, and join them."""
    press, row = full.workouts[0].slots
    assert (press.sets, press.reps, press.rest_s) == (4, RepRange(6, 10), 120)
    assert (row.rule, row.params) == ("rep-target", {"total": 36, "step": load("2.5 kg"), "stretch": 2.0})
    assert full.exercises[0].name == "Floor press"
    assert [day.id for day in full.calendars[0].days] == ["push", "walk"]
    assert full.calendars[0].weekdays == (0, 3)
    assert full.dumbbells[:1] == (
        Dumbbell("mine", "Two of iron", DumbbellKind.FIXED, Unit.KG, (Decimal(5), Decimal("12.5")), is_own=True),
    )
    assert [(one.id, one.gear.value) for one in full.dumbbells] == [("mine", "dumbbells"), ("curl-bar", "ez-bar")]
    joined = with_own(catalog, full)
    assert {"floor-press", "pull-up"} <= set(joined.exercises)
    assert {"my-push", "home-back"} <= set(joined.workouts)
    assert {"mine", "ppl"} <= set(joined.calendars)
    assert {"mine", "bowflex-552"} <= set(joined.dumbbells)


def test_days(full: Configuration) -> None:
    """A day of the calendar takes a workout or words."""
    assert (full.day_workouts, full.day_texts) == ({"push": "my-push"}, {"legs": "Squats 3x8"})


def test_feeds(full: Configuration) -> None:
    """Each feed has its own options; alarms are so long before the start."""
    training, discreet = full.feeds
    assert training.alarms == (timedelta(minutes=30), timedelta(days=1))
    assert (training.title, training.publish, training.color) == ("Lift", True, "seagreen")
    assert discreet == FeedChoice("discreet", show="busy")


def test_everything_has_a_default(catalog: Catalog) -> None:
    """A zone alone is a plan: push, pull, legs on its own days at six in the evening, at home, one feed."""
    plain = read_plan(ZONE, catalog)
    assert plain.athlete.experience is Experience.INTERMEDIATE
    assert plain.places == (Place("home"),)
    assert plain.feeds == (FeedChoice("training"),)
    assert [(one.weekday, one.start, one.place) for one in plain.calendar.times] == [
        (weekday, time(18), "home") for weekday in (0, 2, 4)
    ]


def test_defaults_of_the_caller(catalog: Catalog) -> None:
    """An empty file is a plan where the caller knows the zone; what the file says goes first."""
    assert read_plan("", catalog, zone="Asia/Kolkata", plan_id="x").athlete.zone == "Asia/Kolkata"
    assert read_plan("", catalog, zone="Asia/Kolkata", plan_id="x").plan_id == "x"
    told = read_plan('id = "y"\n' + ZONE, catalog, zone="Asia/Kolkata", plan_id="x")
    assert (told.plan_id, told.athlete.zone) == ("y", "Europe/Stockholm")


def test_days_of_the_experienced(catalog: Catalog) -> None:
    """Where a calendar has days of its own for the experienced, these are the default."""
    text = ZONE + 'experience = "experienced"\n[calendar]\nuse = "back-only"\n'
    assert [one.weekday for one in read_plan(text, catalog).calendar.times] == [0, 3]


def test_days_as_a_list(catalog: Catalog) -> None:
    """A list of weekdays takes the calendar's time."""
    text = ZONE + '[calendar]\ndays = ["tue", "Friday"]\ntime = "06:30"\n'
    assert [(one.weekday, one.start) for one in read_plan(text, catalog).calendar.times] == [
        (1, time(6, 30)),
        (4, time(6, 30)),
    ]


def test_own_calendar_without_weekdays(catalog: Catalog) -> None:
    """An own calendar that names no weekdays is spread over the week."""
    text = ZONE + '[calendar]\nuse = "two"\n[calendars.two]\ndays = [{ id = "a" }, { id = "b" }]\n'
    assert [one.weekday for one in read_plan(text, catalog).calendar.times] == [0, 3]


@pytest.mark.parametrize(
    ("line", "seconds"), [('"2:30"', 150), ('"90 s"', 90), ("90", 90), ('"2 min"', 120), ('"1 min 30 s"', 90), ("0", 0)]
)
def test_rests(catalog: Catalog, line: str, seconds: int) -> None:
    """A rest is minutes and seconds, a number with a unit, or seconds."""
    plan = read_plan(f"{ZONE}[workouts.home-back]\npull-up = {{ rest = {line} }}\n", catalog)
    assert plan.changes["home-back"]["pull-up"].rest_s == seconds


@pytest.mark.parametrize(("line", "reps"), [('"8-12"', (8, 12)), ('"8 – 12"', (8, 12)), ("8", (8, 8)), ('"5"', (5, 5))])
def test_rep_ranges(catalog: Catalog, line: str, reps: tuple[int, int]) -> None:
    """A rep range is two numbers with a dash, or one."""
    plan = read_plan(f"{ZONE}[workouts.home-back]\npull-up = {{ reps = {line} }}\n", catalog)
    assert plan.changes["home-back"]["pull-up"].reps == RepRange(*reps)


HELD = f"""{ZONE}
[exercises.plank]
direct = ["abs"]
gear = "nothing"
measure = "seconds"

[exercises.carry]
direct = ["upper-traps"]
measure = "metres"

[workouts.core]
slots = [{{ exercise = "plank"%s }}, {{ exercise = "carry" }}, {{ exercise = "pull-up", reps = "10-20 s" }}]
"""


@pytest.mark.parametrize(
    ("written", "reps"),
    [
        ("", RepRange(30, 60, Measure.SECONDS)),
        (', reps = "30-90"', RepRange(30, 90, Measure.SECONDS)),
        (', reps = "30 to 120"', RepRange(30, 120, Measure.SECONDS)),
        (", reps = 45", RepRange(45, 45, Measure.SECONDS)),
        (', reps = "30-60 s"', RepRange(30, 60, Measure.SECONDS)),
        (', reps = "30s-60s"', RepRange(30, 60, Measure.SECONDS)),
        (', reps = "1-2 min"', RepRange(60, 120, Measure.SECONDS)),
        (', reps = "8-12 reps"', RepRange(8, 12)),
        (', reps = "20 m"', RepRange(20, 20, Measure.METRES)),
    ],
)
def test_a_range_is_in_what_the_exercise_is_counted_in(catalog: Catalog, written: str, reps: RepRange) -> None:
    """A range without a sign is seconds of a plank; one with a sign is what it says, of whatever exercise."""
    first, carry, hang = read_plan(HELD % written, catalog).workouts[0].slots
    assert first.reps == reps
    assert carry.reps == RepRange(20, 40, Measure.METRES)
    assert hang.reps == RepRange(10, 20, Measure.SECONDS)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("30-60 kg", "'30-60 kg' is not a rep range; write it like '8-12', or 8; '30-60 s' of a hold"),
        ("30 s - 60 m", "is not a rep range"),
        ("60-30 s", "60-30 s runs backwards; write '30-60 s'"),
        ("30-7200 s", "30-7200 s is not between 1 and 3600 seconds"),
        ("60-120 reps", "60-120 is not between 1 and 99 reps"),
    ],
)
def test_ranges_that_nobody_can_do(catalog: Catalog, written: str, said: str) -> None:
    """What no set can be is told off with what can."""
    with pytest.raises(PlanError) as raised:
        read_plan(HELD % f', reps = "{written}"', catalog)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ('"-30 min"', [timedelta(minutes=30)]),
        ('["1 h 30 min", "-1 day"]', [timedelta(minutes=90), timedelta(days=1)]),
        ("[]", []),
    ],
)
def test_alarms(catalog: Catalog, line: str, before: list[timedelta]) -> None:
    """An alarm is a span before the start, with or without the minus; one or a list."""
    assert list(read_plan(f"{ZONE}[feeds.training]\nalarm = {line}\n", catalog).feeds[0].alarms) == before


@pytest.mark.parametrize("start", ["2026-11-30", '"2026-11-30"'])
def test_start(catalog: Catalog, start: str) -> None:
    """A date is read with or without quotes."""
    assert read_plan(f"{ZONE}[calendar]\nstart = {start}\n", catalog).calendar.start == date(2026, 11, 30)


def test_rule_parameters_by_type(catalog: Catalog) -> None:
    """Every kind of parameter arrives as the rule declares it: exact decimals, loads, units, words of a choice."""
    given = 'share = 0.9, stretch = 2, step = "2.5 kg", unit = "lb", is_strict = true, earned_by = "weakest"'
    text = f'{ZONE}[workouts.home-back]\npull-up = {{ rule = "double-progression", {given} }}\n'
    params = read_plan(text, catalog).changes["home-back"]["pull-up"].params
    assert params == {
        "share": Decimal("0.9"),
        "stretch": 2.0,
        "step": load("2.5 kg"),
        "unit": Unit.LB,
        "is_strict": True,
        "earned_by": "weakest",
    }
    assert isinstance(params["unit"], Unit)


def test_parameters_of_the_default_rule(catalog: Catalog) -> None:
    """Parameters without a rule are those of the rule the slot has anyway."""
    text = f"{ZONE}[workouts.home-back]\npull-up = {{ reserve = 2 }}\n"
    assert read_plan(text, catalog).changes["home-back"]["pull-up"].params == {"reserve": 2}


def test_help_without_a_figure(catalog: Catalog) -> None:
    """A pull-up may start with a chair or a partner."""
    text = f'{ZONE}[workouts.home-back]\npull-up = {{ start = "chair" }}\n'
    assert read_plan(text, catalog).changes["home-back"]["pull-up"].start == load("chair")


def test_rule_with_annotations_nobody_can_resolve(catalog: Catalog) -> None:
    """A plugin's rule whose annotations name what is not there takes its parameters as they are written."""

    @attrs.frozen
    class Odd:
        name = "odd"
        step: NotThere = 1  # noqa: F821 - what a plugin may forget

    odd = attrs.evolve(catalog, rules={"odd": Odd})
    text = f'{ZONE}[workouts.home-back]\npull-up = {{ rule = "odd", step = 3 }}\n'
    assert read_plan(text, odd).changes["home-back"]["pull-up"].params == {"step": 3}


def test_rule_without_fields(catalog: Catalog) -> None:
    """A plugin's rule that is a plain class has no parameters, and a plan that sets one is told so."""

    class Bare:
        name = "bare"

    bare = attrs.evolve(catalog, rules={"bare": Bare})
    text = f'{ZONE}[workouts.home-back]\npull-up = {{ rule = "bare", step = 3 }}\n'
    with pytest.raises(PlanError, match=r"home-back\.pull-up\.step: bare has no parameter 'step'"):
        read_plan(text, bare)


def test_many_mistakes_at_once(catalog: Catalog) -> None:
    """All mistakes of a file are told in one go, in the order of the file, whatever section they are in."""
    text = """
[athlete]
zone = "Europe/Stokholm"
unit = "stone"
bodyweight = 80
[places.home]
dumbbells = ["bowflex-522", "bowflex-1090", 7]
pull_up_bar = "yes"
[calendar]
use = "pplx"
days = { mon = "25:00", fry = "18:00" }
[workouts.home-back]
dumbbell-row = { rule = "double-progression", reps = "12-8", rep_step = 0, stert = "10 kg" }
[feeds.training]
colour = "red"
"""
    with pytest.raises(PlanError) as caught:
        read_plan(text, catalog)
    assert [problem.place.removeprefix("plan.toml: ") for problem in caught.value.problems] == [
        "athlete.zone",
        "athlete.unit",
        "athlete.bodyweight",
        "places.home.dumbbells[1]",
        "places.home.dumbbells[3]",
        "places.home.pull_up_bar",
        "calendar.use",
        "calendar.days.mon",
        "calendar.days.fry",
        "workouts.home-back.dumbbell-row.reps",
        "workouts.home-back.dumbbell-row.rep_step",
        "workouts.home-back.dumbbell-row.stert",
        "feeds.training.colour",
    ]
    assert caught.value.exit_code == 78


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda calendar: calendar.id)
@pytest.mark.parametrize("experience", Experience)
def test_built_in_calendars(calendar: WeeklyCalendar, experience: Experience) -> None:
    """With the real catalogue every weekly calendar is a plan on its own days."""
    text = f'{ZONE}experience = "{experience}"\n[calendar]\nuse = "{calendar.id}"\n'
    plan = read_plan(text, builtin((), ()))
    assert tuple(one.weekday for one in plan.calendar.times) == default_weekdays(calendar, experience)


def test_feed_with_every_key(catalog: Catalog, full_plan: str) -> None:
    """What is chosen of a feed arrives as values, and the address of the web page without its last slash."""
    plan = read_plan(full_plan, catalog)
    assert plan.base_url == "https://kim.example.org/train"
    assert plan.feeds[0] == FeedChoice(
        "training",
        title="Lift",
        alarms=(timedelta(minutes=30), timedelta(days=1)),
        location="The garden",
        color="seagreen",
        publish=True,
        categories=("Sport", "At home"),
        weeks_ahead=3,
        weeks_back=8,
        before=timedelta(minutes=10),
        after=timedelta(hours=1),
        detail="short",
        how_to="link",
        how_to_links={"dumbbell-row": "https://example.org/row"},
        unit=Unit.KG,
        unit_words={Unit.KG: "kilo", Unit.LB: "pounds"},
        marks=("deload", "away"),
    )
