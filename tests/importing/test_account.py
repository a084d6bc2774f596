"""The account of a file: every row is read or told with its line, every column is used or named."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.errors import DataError
from overload.importing.recognise import read_file
from overload.importing.table import _tolerant
from overload.model import Account, Imported, ImportedSet, Reading

SAMPLES = Path(__file__).parent / "samples"
HEVY = (SAMPLES / "hevy.csv").read_text()
STRONG = (SAMPLES / "strong.csv").read_text()
FITNOTES = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n"
HEAD = "Date,Exercise,Weight (kg),Reps"


def read(text: str, **said: Any) -> Imported:
    """Return what a file holds."""
    return read_file(text.encode(), Reading(**said))


def sets_of(found: Imported) -> list[ImportedSet]:
    """Return all sets."""
    return [one for session in found.sessions for one in session.sets]


def account_of(found: Imported) -> Account:
    """Return the account, which every file of ours has."""
    assert found.account is not None
    return found.account


def one_more(column: str, *cells: str, exercise: str = "Dumbbell Row", **said: Any) -> list[ImportedSet]:
    """Return the sets of a table with a column besides, a row for each of its cells."""
    rows = "".join(f"2026-10-06,{exercise},20,{12 - at},{cell}\n" for at, cell in enumerate(cells))
    return sets_of(read(f"{HEAD},{column}\n{rows}", **said))


def test_a_load_and_help_at_once_are_left_out() -> None:
    """Of two weights of which there can be one, none is dropped in silence."""
    head = "workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,reps,warmup,max,fail\n"
    start = "Back,1790000000000,1790003600000,Pull-up"
    rows = (f"{start},{weights},8,false,false,false\n" for weights in ("20,80,,10", ",80,5,10", "20,80,5,", ",80,,10"))
    found = read(head + "".join(rows))
    assert [one.line for one in account_of(found).left_out] == [2, 3, 4]
    assert "two of a weight, an extra weight and help" in account_of(found).left_out[0].why
    assert [one.assist.amount for one in sets_of(found) if one.assist] == [10]


class TestColumnsThatChangeARow:
    """A column that changes what a row means is read, or asked about."""

    @pytest.mark.parametrize("name", ["Sets", "sätze", "Series", "Séries", "セット数"])
    def test_a_number_of_sets_is_so_many_sets(self, name: str) -> None:
        """Three sets in a row are three."""
        assert [one.reps for one in one_more(name, "3", "2")] == [12, 12, 12, 11, 11]

    def test_sets_that_run_on_may_be_their_numbers(self) -> None:
        """1, 2, 3 is asked about, and either answer holds."""
        with pytest.raises(DataError, match=r"may number the sets or say how many there are.*--column 'Sets=-'"):
            one_more("Sets", "1", "2", "3")
        assert len(one_more("Sets", "1", "2", "3", columns=(("Sets", "-"),))) == 3
        assert len(one_more("Sets", "1", "2", "3", columns=(("Sets", "sets"),))) == 6

    @pytest.mark.parametrize("name", ["Warm-up", "isWarmup", "Aufwärmen", "Échauffement", "ウォームアップ"])
    def test_warm_ups_are_no_work(self, name: str) -> None:
        """Yes and no, in the words of the apps."""
        found = one_more(name, "yes", "no", "x", "", "ja", "false", "W")
        assert [one.warmup for one in found] == [True, False, True, False, True, False, True]

    @pytest.mark.parametrize(
        ("name", "cells", "carried"),
        [
            ("Assisted", ("true", "false", ""), [("assist", 20), ("load", 20), ("load", 20)]),
            ("Unterstützung", ("ja", "nein"), [("assist", 20), ("load", 20)]),
            ("Assisted", ("1", "0"), [("assist", 20), ("load", 20)]),
        ],
    )
    def test_help_is_taken_off(self, name: str, cells: tuple[str, ...], carried: list[tuple[str, int]]) -> None:
        """25 kg of help are never 25 kg lifted."""
        for one, (field, amount) in zip(one_more(name, *cells, exercise="Pull Up"), carried, strict=True):
            weights = {name: getattr(one, name) for name in ("load", "added", "assist")}
            assert {name: weight.amount for name, weight in weights.items() if weight} == {field: Decimal(amount)}

    def test_help_in_a_column_of_its_own(self) -> None:
        """A number there is the help; beside a load it cannot be told which of them counts."""
        found = read("Date,Exercise,Weight,Reps,Assistance (kg)\n2026-10-06,Pull Up,,8,25\n2026-10-06,Pull Up,5,8,25\n")
        assert [str(one.assist and one.assist.amount) for one in sets_of(found)] == ["25"]
        assert account_of(found).left_out[0].line == 3

    def test_each_side_is_half_a_set(self) -> None:
        """Left and right are told apart, and what is neither is left out with its line."""
        assert [one.side for one in one_more("Seite", "links", "rechts", "beide", "")] == ["left", "right", "", ""]
        assert [one.side for one in one_more("Side", "L", "up", "R")] == ["left", "right"]

    def test_effort_is_read_wherever_it_stands(self) -> None:
        """RIR and RPE, in an app that has no such column of its own."""
        assert [one.rir for one in one_more("RIR", "2", "", "0")] == [2, None, 0]
        assert [one.rpe for one in one_more("RPE", "8", "", "0")] == [8, None, None]
        one = sets_of(read(FITNOTES[:-1] + ",RPE\n2026-10-06,Row,Back,20,12,,,,,8.5\n"))[0]
        assert one.rpe == Decimal("8.5")

    def test_somebody_else_s_sets_are_not_taken(self) -> None:
        """Of several people one is asked for; the others' rows are counted."""
        with pytest.raises(DataError, match="sets of Kim, Anna; say whose you want: --person 'Kim'"):
            one_more("Person", "Kim", "Anna", "Kim")
        assert [one.reps for one in one_more("Person", "Kim", "Anna", "Kim", person="anna")] == [11]
        with pytest.raises(DataError, match="it has sets of Kim, Anna"):
            one_more("Person", "Kim", "Anna", person="Bo")
        assert len(one_more("Athlete", "Kim", "Kim")) == 2

    def test_a_type_of_set_in_any_table(self) -> None:
        """A drop set is one, and a word that is not known is told."""
        assert [one.kind for one in one_more("Set Type", "drop", "normal", "failure")] == ["drop", "normal", "failure"]
        found = read(f"{HEAD},Set Type\n2026-10-06,Row,20,12,zig\n")
        assert "sets of the type 'zig' are counted as normal sets" in found.remarks

    def test_a_column_can_be_said(self) -> None:
        """What no name tells is told by a flag; a name or a meaning that is not there is refused."""
        assert [one.reps for one in one_more("Wdh ges", "3", columns=(("Wdh ges", "sets"),))] == [12, 12, 12]
        for said in (("Nothing", "sets"), ("Reps", "nonsense")):
            with pytest.raises(DataError, match="--column"):
                one_more("X", "1", columns=(said,))


class TestRows:
    """One row that cannot be read costs itself."""

    @pytest.mark.parametrize(
        ("bad", "why"),
        [
            ("2026-13-06,Row,Back,20.0,12,,,,", "'2026-13-06' is not a date"),
            ("soon,Row,Back,20.0,12,,,,", "'soon' is not a date"),
            ("2026-10-06,Row,Back,x,12,,,,", "'x' is not a number"),
            ("2026-10-06,Row,Back,20.0,9999,,,,", "'9999' is not a number of reps"),
            ("2026-10-06,,Back,20.0,12,,,,", "a set has no exercise"),
            ("2026-10-06,Row", "2 fields where the header names 9"),
        ],
    )
    def test_it_is_left_out_with_its_line(self, bad: str, why: str) -> None:
        """All others are read, and a strict reading takes none."""
        good = "2026-10-06,Row,Back,20.0,12,,,,\n"
        found = read(f"{FITNOTES}{good}{bad}\n{good}")
        assert len(sets_of(found)) == 2
        (left_out,) = account_of(found).left_out
        assert left_out.line == 3
        assert why in left_out.why
        with pytest.raises(DataError, match="line 3"):
            read(f"{FITNOTES}{good}{bad}\n{good}", is_strict=True)

    def test_a_comma_in_a_note(self) -> None:
        """Without quotes a row has too many fields; the rest of the file is none the worse."""
        lines = HEVY.split("\n")
        lines[3] = lines[3].replace('"felt good"', "felt good, tired")
        found = read("\n".join(lines))
        assert [one.line for one in account_of(found).left_out] == [4]
        assert len(sets_of(found)) == 9

    @pytest.mark.parametrize("at", [2, 5, 9])
    def test_a_quote_that_is_not_closed_costs_no_other_row(self, at: int) -> None:
        """The rows behind it are read for themselves."""
        lines = HEVY.split("\n")
        lines[at] = lines[at].replace('"felt good"', '"felt good')
        found = read("\n".join(lines))
        account = account_of(found)
        assert account.rows == 10
        assert account.sets_rows + len(account.left_out) == 10
        assert all(one.line in {at + 1, at + 2} for one in account.left_out)

    def test_many_quotes_that_are_not_closed(self) -> None:
        """Nobody looks for the end of each to the end of the file."""
        looked = 0

        class Text(str):
            __slots__ = ()

            def find(self, *args: Any) -> int:
                nonlocal looked
                looked += 1
                return super().find(*args)

        lines = "".join('2026-10-06,"Row,20,12\n' for _ in range(2000))
        rows = list(_tolerant(Text(lines), ","))
        assert len(rows) == 2001
        assert rows[1].cells == ["2026-10-06", "Row", "20", "12"]
        assert looked < 40_000

    def test_a_file_that_is_cut_off(self) -> None:
        """Only the row that is broken is missing, and it is told."""
        found = read(HEVY[:-40])
        assert len(sets_of(found)) == 9
        assert "cut off" in account_of(found).left_out[0].why

    def test_nothing_that_can_be_read_is_refused(self) -> None:
        """Then, and only then, the file as a whole is."""
        with pytest.raises(DataError, match=r"line 2.*soon"):
            read(f"{FITNOTES}soon,Row,Back,20.0,12,,,,\n")

    def test_a_workout_that_ended_nobody_knows_when(self) -> None:
        """The end of it is not worth its sets."""
        found = read(HEVY.replace("6 Oct 2026, 18:38", "half past"))
        assert len(sets_of(found)) == 10
        assert any("half past" in one for one in found.remarks)


class TestDialects:
    """Files as apps really write them."""

    def test_strong_in_german(self) -> None:
        """Its short words, its decimal comma and its rests."""
        text = (
            "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,"
            'Notizen,Workout-Notizen,RPE\n2026-10-06 17:42:03,"Rücken",1h 2m,"Kreuzheben (Kurzhantel)",1,"24,5",10,'
            '0,0.0,"","",\n2026-10-06 17:42:03,"Rücken",1h 2m,"Kreuzheben (Kurzhantel)",Ruhezeit,0,0,0,150.0,,,\n'
        )
        found = read(text, unit=None)
        assert (found.app, [one.reps for one in sets_of(found)]) == ("strong", [10])
        assert sets_of(found)[0].load.amount == Decimal("24.5")
        assert found.skipped == {"rest timer": 1}

    def test_both_decimal_marks_in_one_file(self) -> None:
        """Each column, and each number, is read as it shows."""
        rows = '2026-10-06,Row,Back,"62,5",12,,,0:00:00,\n2026-10-06,Row,Back,62.5,12,1.500,km,0:00:00,\n'
        found = read(FITNOTES + rows)
        assert [one.load.amount for one in sets_of(found)] == [Decimal("62.5")]
        assert "'1.500' may be thousands or decimals; say which it is" in account_of(found).left_out[0].why
        found = read(FITNOTES + rows, decimal="point")
        assert [one.load.amount for one in sets_of(found)] == [Decimal("62.5")] * 2
        assert sets_of(found)[1].distance == (Decimal("1.5"), "km")

    def test_hevy_in_pounds_and_german(self) -> None:
        """The months of a German phone and the pounds of its owner."""
        text = HEVY.replace("6 Oct 2026", "6 Okt. 2026").replace("weight_kg", "weight_lbs")
        found = read(text.replace("distance_km", "distance_miles").replace(",24,10,", ',"52,5",10,'))
        assert found.sessions[0].start.isoformat() == "2026-10-06T17:42:00"
        load = sets_of(found)[1].load
        assert (load.amount, load.unit.value) == (Decimal("52.5"), "lb")

    @pytest.mark.parametrize("day", ["6 10月 2026, 17:42", "2026年10月6日 17:42", "6 10월 2026, 오후 5:42"])
    def test_hevy_in_japanese_and_korean(self, day: str) -> None:
        """The month is a figure with its sign, in either order."""
        found = read(HEVY.replace("6 Oct 2026, 17:42", day))
        assert found.sessions[0].start.isoformat() == "2026-10-06T17:42:00"
        assert not account_of(found).left_out

    def test_fitnotes_of_ios(self) -> None:
        """Both units side by side, a time of day, and names of measures."""
        head = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
        found = read(head + "2026-10-06 17:42:00,Dumbbell Row,Back,20.0,44.1,12,,,,,Weight\n")
        assert (found.app, found.sessions[0].on.isoformat()) == ("fitnotes", "2026-10-06")
        assert sets_of(found)[0].load.amount == 20

    def test_jefit_with_stray_lines(self) -> None:
        """Lines between and behind the tables cost nothing but themselves, and are told."""
        text = (SAMPLES / "jefit.csv").read_text()
        line = next(one for one in text.split("\n") if '"24x10,24x10,24x9"' in one)
        strayed = text.replace(line, f"{line}\nexported by somebody, in a hurry")
        found = read(f"{strayed}\nthe end\n")
        assert len(sets_of(found)) == len(sets_of(read(text)))
        (left_out,) = account_of(found).left_out
        assert text.split("\n")[left_out.line - 2] == line

    def test_fitbod(self) -> None:
        """A set a row, its warm-ups told, the instant in UTC."""
        head = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
        rows = "2026-10-06 17:00:00 +0000,{},{},{},0.0,0.0,0.0,0.0,{},,1.0\n"
        text = head + rows.format("Dumbbell Row", 12, "20.0", "true") + rows.format("Dumbbell Row", 10, "22.5", "false")
        found = read(text)
        assert found.app == "fitbod"
        assert [(one.reps, one.load.amount, one.load.unit.value, one.warmup) for one in sets_of(found)] == [
            (12, 20, "kg", True),
            (10, Decimal("22.5"), "kg", False),
        ]

    def test_stronglifts(self) -> None:
        """Sets side by side; a workout that was skipped is counted."""
        head = (
            "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (LB),Exercise,Sets×Reps,Sets×Time,"
            "Top Set (Reps×LB),e1RM (LB),Reps,Volume (LB),Notes,Set 1 (Reps),Set 1 (LB),Set 2 (Reps),Set 2 (LB)\n"
        )
        rows = (
            "2026/03/03,1,Workout A,Mine,175,Dumbbell Lunge,2×12,,12×20,31.9,24,480,,12,20,10,17.5\n"
            "2026/03/03,1,Workout A,Mine,175,Barbell Row,Skipped,,,,,,,,,,\n"
        )
        found = read(head + rows)
        assert found.app == "stronglifts"
        assert [(one.reps, one.load.amount, one.load.unit.value) for one in sets_of(found)] == [
            (12, 20, "lb"),
            (10, Decimal("17.5"), "lb"),
        ]
        assert found.skipped == {"exercise without a set (skipped)": 1}

    def test_lyfta(self) -> None:
        """It says what kind a set is, and not in which unit it was lifted."""
        head = "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type\n"
        found = read(head + "Pull,2026-10-06 17:42:00,01:02:00,Dumbbell Row,,20,12,,,WARMUP_SET\n")
        assert (found.app, sets_of(found)[0].warmup, found.is_unit_stated) == ("lyfta", True, False)

    def test_a_list_of_activities_is_none_of_sets(self) -> None:
        """Garmin's is told by its name."""
        with pytest.raises(DataError, match="list of activities of Garmin Connect, which says nothing of sets"):
            read("Activity Type,Date,Favorite,Title,Distance,Calories\nStrength,2026-10-06,false,Row,0,100\n")

    def test_a_table_of_nobody_s_is_not_taken_for_an_app_s(self) -> None:
        """It is read by its names, and told so."""
        found = read(f"{HEAD}\n2026-10-06,Row,20,12\n")
        assert found.app == "table"
        assert "no app known here writes this table" in found.remarks[0]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8)
CELLS = st.sampled_from(["", "0", "1", "12", "20.5", "62,5", "x", "2026-10-06", "left", "yes", "-3", "W"]) | TEXTS
NAMES = st.sampled_from(["Sets", "Side", "Warm-up", "Assisted", "RIR", "RPE", "Unit", "Set", "Mood", "Notes", "Tempo"])


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, unique=True, max_size=4), st.data())
def test_every_row_and_column_is_accounted_for(names: list[str], data: st.DataObject) -> None:
    """Rows are those read and those told; a column with something in it is used or named."""
    count = data.draw(st.integers(1, 6))
    header = [*HEAD.split(","), *names]
    rows = [
        ["2026-10-06", "Row", data.draw(CELLS), data.draw(CELLS), *(data.draw(CELLS) for _ in names)]
        for _ in range(count)
    ]
    made = io.StringIO()
    csv.writer(made).writerows([header, *rows])
    try:
        found = read(made.getvalue())
    except DataError:
        return
    account = account_of(found)
    told = sum(map(len, account.lines.values())) + len(account.left_out)
    assert account.rows == count
    assert account.sets_rows == count - told
    assert account.sets_rows <= len(sets_of(found))
    filled = [name for at, name in enumerate(header) if any(row[at].strip() for row in rows)]
    assert sorted(filled) == sorted((*account.used, *account.unused))


def test_the_command_tells_it(overload: Callable[..., Any], folder: Callable[..., Path], tmp_path: Path) -> None:
    """Rows left out are problems with their lines, columns not used stand in the summary; nothing is refused."""
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEAD},Mood\n2026-10-06,Dumbbell Row,20,12,good\nsoon,Dumbbell Row,20,11,bad\n")
    path = folder()
    done = overload(path, "import", file, "--dry-run", "--json")
    assert done.code == 3
    assert done.data["account"] == {
        "rows": 2,
        "rows_with_sets": 1,
        "not_sets": [],
        "left_out": [{"line": 3, "why": "'soon' is not a date known here; it should be like 2026-10-06 17:42"}],
        "columns_used": ["Date", "Exercise", "Weight (kg)", "Reps"],
        "columns_not_used": ["Mood"],
    }
    refused = overload(path, "import", file, "--strict")
    assert (refused.code, "mine.csv: line 3: 'soon' is not a date" in refused.err) == (65, True)
    done = overload(path, "import", file)
    assert done.code == 3
    assert "columns not used: Mood" in done.out
    assert "mine.csv: line 3: left out: 'soon' is not a date" in done.err
    assert json.loads(overload(path, "log", "list", "--json").out)[0]["sets"][0]["reps"] == 12
