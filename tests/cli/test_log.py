"""The log on the command line: writing down, looking up, correcting, taking back, exporting."""

from __future__ import annotations

import csv
import io
import json

import pytest

from overload.importing.export import COLUMNS

DAY = "2026-11-25T19:00"


@pytest.fixture
def path(folder):
    """Return a folder whose back day is today."""
    return folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg", now="2026-11-23T05:00")


def _listed(overload, path, *words: str):
    return overload(path, "log", "list", "--json", *words, now=DAY).data


@pytest.mark.parametrize(
    ("words", "sets"),
    [
        (("row", "25x10,10,9"), ["25 lb 10", "25 lb 10", "25 lb 9"]),
        (("row", "25x10", "20x12"), ["25 lb 10", "20 lb 12"]),
        (("row", "10,10,8"), ["35 lb 10", "35 lb 10", "35 lb 8"]),
        (("row", "25x10,-,8"), ["25 lb 10", "25 lb 0", "25 lb 8"]),
        (("row", "25", "x", "10", ",", "9"), ["25 lb 10", "25 lb 9"]),
        (("row", "25kgx8"), ["25 kg 8"]),
        (("pull-up", "bw", "x8,7,6"), ["0 kg 8", "0 kg 7", "0 kg 6"]),
        (("pull-up", "+5x6"), ["5 kg 6"]),
        (("pull-up", "-20x8"), ["-20 kg 8"]),
        (("pull", "-20x8", "--note", "band"), ["-20 kg 8"]),
        (("row", "--done"), ["35 lb 8", "35 lb 8", "35 lb 8"]),
        (("row", "3x10"), ["35 lb 10", "35 lb 10", "35 lb 10"]),
        (("row", "3x10@22.5kg"), ["22.5 kg 10", "22.5 kg 10", "22.5 kg 10"]),
        (("row", "3", "x", "8", "each", "side", "@", "40", "lb"), ["40 lb 8", "40 lb 8", "40 lb 8"]),
        (("row", "12.5", "x", "10", "10", "9"), ["12.5 lb 10", "12.5 lb 10", "12.5 lb 9"]),
        (("pull-up", "bw+5x8"), ["5 kg 8"]),
        (("pull-up", "bw-30x8"), ["-30 kg 8"]),
        (("row", "20#", "x", "10"), ["20 lb 10"]),
    ],
)
def test_what_is_written_is_what_is_kept(words, sets, overload, path) -> None:
    """Loads, reps, skipped sets, help and added load, as the words say; a minus needs nothing before it."""
    done = overload(path, "log", *words, now=DAY)
    assert done.code == 0, done.err
    (entry,) = _listed(overload, path)
    assert [f"{one['load']} {one['reps']}" for one in entry["sets"]] == sets
    assert "next: " in done.out


def test_what_can_mean_two_things_is_kept_until_it_is_answered(overload, path) -> None:
    """Off a terminal the words are kept unread, with a line for each meaning; one of the lines is the answer."""
    done = overload(path, "log", "row", "5x10", now=DAY)
    assert done.code == 3
    assert done.out.startswith("kept dumbbell-row '5x10' on Wed 25 Nov 2026 of s2: not read yet\n")
    assert "overload log edit 1 35lbx10,10,10,10,10 (for 5 sets of 10 at 35 lb)" in done.err
    assert "overload log edit 1 5lbx10 (for 1 set of 10 at 5 lb)" in done.err
    (entry,) = _listed(overload, path)
    assert (entry["sets"], entry["unread"]) == ([], "5x10")
    assert overload(path, "log", "keep", "1", now=DAY).code == 2
    assert overload(path, "log", "edit", "1", "5lbx10", now=DAY).code == 0
    (entry,) = _listed(overload, path)
    assert (entry["sets"], entry["unread"]) == ([{"reps": 10, "load": "5 lb"}], "")
    assert overload(path, "log", "doubts", now=DAY).out == "nothing is in doubt\n"
    assert overload(path, "log", "edit", entry["entry"], "3x8", now=DAY).code == 0


def _row_asked(overload, path) -> list:
    """Return the sets that the row asks for a week on."""
    sessions = overload(path, "week", "--json", now="2026-12-01T05:00").data
    pull = next(one for one in sessions if one["session"]["date"] == "2026-12-02")
    return next(slot["sets"] for slot in pull["slots"] if slot["exercise"] == "dumbbell-row")


def test_a_slip_says_nothing_to_the_plan_until_somebody_stands_by_it(overload, path) -> None:
    """A load ten times what was meant is kept, told and listed; the plan goes on without it until it is answered."""
    before = _row_asked(overload, path)
    done = overload(path, "log", "row", "350x10,10,10", now=DAY)
    assert done.code == 3
    assert "overload log edit 1 35lbx10,10,10 (for 3 sets of 10 at 35 lb) or overload log keep 1" in done.err
    listed = overload(path, "log", "doubts", now=DAY).out
    assert "350 lb cannot be made with what you own" in listed
    health = overload(path, "check", now=DAY)
    assert health.code == 1
    assert "1 entry of the log is in doubt" in health.out.splitlines()[0]
    assert health.out.splitlines()[1:] == listed.splitlines()
    assert _row_asked(overload, path) == before
    assert overload(path, "log", "keep", "1", now=DAY).code == 0
    assert overload(path, "check", now=DAY).code == 0
    assert _row_asked(overload, path) != before
    assert overload(path, "log", "keep", "2", now=DAY).out.startswith("entry 2 is not in doubt")


def test_the_other_unit_is_said(overload, path) -> None:
    """Of a load in the other unit the answer says which dumbbell here it is."""
    done = overload(path, "log", "row", "16kgx10,10,10", now=DAY)
    assert done.code == 0
    assert "16 kg is the 35 lb you have here" in done.out.splitlines()


@pytest.fixture
def kg_dial(path):
    """Return the same folder, where the dial prints kg."""
    plan = path / "plan.toml"
    plan.write_text(
        plan.read_text().replace('dumbbells = ["bowflex-552"]', 'dumbbells = ["bowflex-552"]\ndials = "kg"')
    )
    return path


@pytest.mark.parametrize(
    ("words", "sets"),
    [
        (("row", "18kgx10,9"), ["40 lb 10", "40 lb 9"]),
        (("row", "18", "kg", "x", "10"), ["40 lb 10"]),
        (("row", "16x10,9", "9x12"), ["35 lb 10", "35 lb 9", "20 lb 12"]),
        (("row", "10,10@18kg"), ["40 lb 10", "40 lb 10"]),
        (("row", "40lbx10"), ["40 lb 10"]),
        (("row", "35", "lb", "(dial:", "16", "kg):", "3", "x", "8"), ["35 lb 8", "35 lb 8", "35 lb 8"]),
        (("row", "10,9"), ["35 lb 10", "35 lb 9"]),
        (("pull-up", "+5x6"), ["5 kg 6"]),
    ],
)
def test_what_the_dial_prints_is_the_load_it_makes(words, sets, overload, kg_dial) -> None:
    """On a dial that prints kg, 18 kg and a bare 18 are the setting of 40 lb, and 40 lb is itself."""
    done = overload(kg_dial, "log", *words, now=DAY)
    assert done.code == 0, done.err
    (entry,) = _listed(overload, kg_dial)
    assert [f"{one['load']} {one['reps']}" for one in entry["sets"]] == sets
    assert "you have here" not in done.out
    assert overload(kg_dial, "check", now=DAY).code == 0


def test_both_meanings_of_a_label_are_what_the_dial_makes(overload, kg_dial) -> None:
    """`3x10` may be the 3 of the dial: either answer names loads that the dumbbell has."""
    said = overload(kg_dial, "log", "row", "3x10", now=DAY)
    assert "7.5lbx10" in said.out + said.err
    assert "35lbx10,10,10" in said.out + said.err


def test_the_dial_is_named_only_where_it_prints_something_else(overload, path, kg_dial) -> None:
    """A dial in kg is told its label beside each load; without that word in plan.toml no label is printed."""
    assert "35 lb (dial: 16 kg)" in overload(kg_dial, "next", now=DAY).out
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace('dials = "kg"', ""))
    said = overload(path, "next", now=DAY).out
    assert "35 lb" in said
    assert "dial" not in said


def test_a_start_is_named_as_the_dial_prints_it(overload, kg_dial) -> None:
    """`start = "18 kg"` on a dial in kg is the setting that prints 18, and not the one below 18 kg."""
    plan = kg_dial / "plan.toml"
    kept = [line for line in plan.read_text().splitlines() if not line.startswith("[workouts.home-back]")]
    plan.write_text("\n".join([*kept, "[workouts.home-back]", 'dumbbell-row.start = "18 kg"', ""]))
    assert "Dumbbell row" in (said := overload(kg_dial, "next", now=DAY).out)
    assert "40 lb (dial: 18" in said.partition("Dumbbell row")[2].splitlines()[0]


def test_what_comes_next_can_be_written_down_as_it_is_printed(overload, path) -> None:
    """What stands after `next:` and the exercise is read back as the sets it asks for."""
    said = overload(path, "log", "row", "--done", now=DAY).out.partition("next: Dumbbell row ")[2].partition("\n")[0]
    done = overload(path, "log", "row", *said.split(), now="2026-12-02T19:00")
    assert done.code == 0, done.err
    asked, written = (entry["sets"] for entry in _listed(overload, path))
    assert len(written) == len(asked)
    assert "next: Dumbbell row" in done.out


def test_sides_reserve_and_note(overload, path) -> None:
    """Each is kept with its set, and the note with the entry."""
    overload(path, "log", "row", "25xL10/R9,10@rir2", "--note", "  grip \n slipped ", now=DAY)
    (entry,) = _listed(overload, path)
    assert entry["sets"] == [
        {"reps": 10, "load": "25 lb", "side": "left"},
        {"reps": 9, "load": "25 lb", "side": "right"},
        {"reps": 10, "load": "25 lb", "rir": "2"},
    ]
    assert entry["note"] == "grip slipped"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("row", "25x10,1o,9"), "character 7"),
        (("row", "25x100"), "more than 99"),
        (("row",), "how many reps of row"),
        (("sqat", "20x5"), "no exercise"),
        (("row", "20x5", "--on", "2026-12-01"), "in the future"),
        (("row", "20x5", "--done"), "just as asked"),
        ((), "say what was done"),
        (("list", "sqat"), "no exercise"),
        (("edit", "7", "20x5"), "not in the log"),
        (("undo",), "nothing to undo"),
    ],
)
def test_mistakes_are_told_and_nothing_is_kept(words, said, overload, path) -> None:
    """With the place and what to do; the log stays empty."""
    done = overload(path, "log", *words, now=DAY)
    assert done.code in {2, 65}
    assert said in done.err
    assert _listed(overload, path) == []


def test_a_whole_session_as_asked(overload, path) -> None:
    """--done writes down all that is left of it, once."""
    overload(path, "log", "row", "25x10,10,9", now=DAY)
    done = overload(path, "log", "--done", now=DAY)
    assert done.out.count("logged ") == 6
    assert len(_listed(overload, path)) == 7
    assert overload(path, "log", "--done", now=DAY).code == 2


def test_corrections_keep_the_history(overload, path) -> None:
    """An edit and a removal are new entries; what comes next is what the corrected log says; undo goes back."""
    overload(path, "log", "row", "35x8,8,8", now=DAY)
    right = overload(path, "next", "--json", now="2026-12-02T05:00").data
    overload(path, "log", "edit", "1", "35x5,5,5", now=DAY)
    assert overload(path, "next", "--json", now="2026-12-02T05:00").data != right
    assert [one["sets"][0]["reps"] for one in _listed(overload, path)] == [5]
    assert len(overload(path, "log", "show", "2", "--json", now=DAY).data) == 2
    stale = overload(path, "log", "edit", "1", "35x6,6,6", now=DAY)
    assert (stale.code, "corrected by entry 2" in stale.err) == (2, True)
    overload(path, "log", "remove", "2", now=DAY)
    assert _listed(overload, path) == []
    for reps in ([5], [8], []):
        assert overload(path, "log", "undo", now=DAY).code == 0
        assert [one["sets"][0]["reps"] for one in _listed(overload, path)] == reps
    assert overload(path, "log", "undo", now=DAY).code == 2
    assert "the log is sound" in overload(path, "log", "verify", now=DAY).out
    assert len(_listed(overload, path, "--all")) == 6


def test_an_entry_moves_to_another_day(overload, path) -> None:
    """Its session goes with it."""
    overload(path, "log", "row", "35x8,8,8", now=DAY)
    assert _listed(overload, path)[0]["session"] is not None
    done = overload(path, "log", "edit", "1", "--on", "2026-11-10", "--note", "late", now=DAY)
    assert done.code == 0, done.err
    (entry,) = _listed(overload, path)
    assert (entry["date"], entry["session"], entry["note"]) == ("2026-11-10", None, "late")


def test_the_export_has_everything(overload, path, tmp_path) -> None:
    """CSV with a row for each set, and JSON; to a file or to be piped on."""
    overload(path, "log", "row", "25xL10/R9,10@rir2", "--note", 'said "heavy", twice', now=DAY)
    overload(path, "log", "pull-up", "-20x8", "--unwell", now=DAY)
    rows = list(csv.DictReader(io.StringIO(overload(path, "log", "export", now=DAY).out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(one["exercise"], one["set"], one["reps"], one["load"], one["unit"]) for one in rows] == [
        ("dumbbell-row", "1", "10", "25", "lb"),
        ("dumbbell-row", "2", "9", "25", "lb"),
        ("dumbbell-row", "3", "10", "25", "lb"),
        ("pull-up", "1", "8", "-20", "kg"),
    ]
    assert rows[0]["note"] == 'said "heavy", twice'
    assert rows[3]["unwell"] == "yes"
    file = tmp_path / "log.json"
    assert overload(path, "log", "export", file, now=DAY).out.startswith("wrote 2 entries")
    assert json.loads(file.read_text())["log"] == _listed(overload, path)


def test_more_of_an_exercise_adds_to_it(overload, folder) -> None:
    """Set by set as it is done: one entry, one performance; a word on either is kept, and undo takes the last back."""
    path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
    at = "2026-11-23T19:00"
    first = overload(path, "log", "row", "20x10", "--note", "left hand tired", now=at)
    assert "logged dumbbell-row 20lbx10 on" in first.out
    second = overload(path, "log", "row", "10,9", now=at)
    assert "logged dumbbell-row 20lbx10,9 on Mon 23 Nov 2026 of s1, after 20lbx10" in second.out
    rows = overload(path, "log", "export", "--format", "json", now=at).data
    assert [len(one["sets"]) for one in rows["log"]] == [3]
    assert rows["log"][0]["note"] == "left hand tired"
    told = overload(path, "explain", "row", now="2026-11-24T08:00").out
    assert "you did 20 lb: 10, 10, 9" in told
    assert "20lbx10,10,9 ->" not in told
    overload(path, "log", "undo", now=at)
    assert "you did 20 lb: 10\n" in overload(path, "explain", "row", now="2026-11-24T08:00").out


def test_a_first_set_far_off_changes_the_rest(overload, path) -> None:
    """Sets that are logged one by one: what is asked of the rest is said, later counts are read as of it, and kept."""
    first = overload(path, "log", "row", "3", now=DAY)
    assert "35 lb was too heavy today: 30 lb x 7, 7 or more for the rest." in first.out
    more = overload(path, "log", "row", "8,8", now=DAY)
    assert "too heavy" not in more.out
    (entry,) = _listed(overload, path)
    assert [f"{one['load']} {one['reps']}" for one in entry["sets"]] == ["35 lb 3", "30 lb 8", "30 lb 8"]
    assert [one["load"] for one in entry["asked"]["sets"]] == ["35 lb", "30 lb", "30 lb"]
    assert [one["load"] for one in entry["asked"]["at_first"]] == ["35 lb"] * 3
    assert "at first" in overload(path, "log", "show", str(entry["entry"]), now=DAY).out


def test_of_a_day_behind_us_nothing_is_asked_anew(overload, path) -> None:
    """What is written down later is not asked for any more."""
    assert "too heavy" not in overload(path, "log", "row", "3", "--on", "2026-11-25", now="2026-11-26T08:00").out


def test_the_plates_of_what_is_adjusted_are_told(overload, folder) -> None:
    """Who loads handles reads which plates make the load that the rest is asked at, until all is done."""
    path = folder("--dumbbells", "spinlock-2_5kg-full", "--bodyweight", "80 kg", now="2026-11-23T05:00")
    overload(path, "log", "row", "3", now=DAY)

    def plates() -> str:
        slots = overload(path, "week", "--json", now=DAY).data[1]["slots"]
        return next(one["plates"] for one in slots if one["exercise"] == "dumbbell-row")

    assert plates().endswith("each end")
    overload(path, "log", "row", "8,8", now=DAY)
    assert plates() == ""
