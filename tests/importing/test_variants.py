"""Other units, languages, delimiters and layouts: read right, or refused; never read wrongly."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.errors import DataError
from overload.importing.recognise import read_file
from overload.importing.shape import as_data
from overload.model import Reading

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())["files"]
TABLES = ("strengthlog.csv", "strong.csv", "strong_classic.csv", "strong_android.csv", "hevy.csv", "liftosaur.csv")
HEVY = (SAMPLES / "hevy.csv").read_text()
FITNOTES = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n"


def data(content: str | bytes, reading: Reading | None = None) -> dict[str, Any]:
    """Return what a file holds, as it is printed."""
    raw = content.encode() if isinstance(content, str) else content
    found: dict[str, Any] = json.loads(json.dumps(as_data(read_file(raw, reading))))
    return {key: value for key, value in found.items() if key != "account"}


def written(name: str, delimiter: str, *, comma: bool = False, backwards: bool = False) -> str:
    """Write a sample again with other delimiters, decimal commas or the columns from right to left."""
    text = (SAMPLES / name).read_text()
    own = ";" if text.split("\n")[0].count(";") > 5 else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=own))
    if comma:
        rows = [[re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) for cell in row] for row in rows]
    if backwards:
        rows = [row[::-1] for row in rows]
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return made.getvalue()


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
    ],
    ids=["bom", "utf-16", "utf-16-be", "crlf", "cr", "blank lines"],
)
def test_bytes_are_written_in_many_ways(name: str, change: Callable[[str], bytes]) -> None:
    """Marks at the beginning, UTF-16 and other ends of lines change nothing."""
    assert data(change((SAMPLES / name).read_text())) == EXPECTED[name]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_are_read_by_name(name: str, delimiter: str) -> None:
    """Any delimiter, any order of columns, and decimal commas where fields are not split at commas."""
    assert data(written(name, delimiter))["sessions"] == EXPECTED[name]["sessions"]
    assert data(written(name, delimiter, backwards=True))["sessions"] == EXPECTED[name]["sessions"]
    if delimiter != ",":
        assert data(written(name, delimiter, comma=True))["sessions"] == EXPECTED[name]["sessions"]


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("11 März 2026", "2026-03-11"),
        ("18 Sept. 2026", "2026-09-18"),
        ("1 Juni 2026", "2026-06-01"),
        ("6 de out. de 2026", "2026-10-06"),
        ("6 paź 2026", "2026-10-06"),
        ("6 окт. 2026 г.", "2026-10-06"),
        ("2026年10月6日", "2026-10-06"),
        ("Oct 6, 2026", "2026-10-06"),
        ("2026. okt. 6.", "2026-10-06"),
        ("6 lokak. 2026", "2026-10-06"),
        ("06.10.2026", "2026-10-06"),
    ],
)
def test_months_of_many_languages(day: str, iso: str) -> None:
    """Hevy writes the month as the phone does."""
    assert data(HEVY.replace("6 Oct 2026", day))["sessions"][0]["start"] == f"{iso}T17:42"


@pytest.mark.parametrize("clock", ["5:42 PM", "5:42 p. m.", "下午5:42", "17.42", "17h42", "17:42 Uhr"])
def test_clocks_of_twelve_and_twenty_four_hours(clock: str) -> None:
    """Half past five in the evening, however it is written."""
    assert data(HEVY.replace("17:42", clock))["sessions"][0]["start"] == "2026-10-06T17:42"


def test_units_come_from_the_header() -> None:
    """Columns in pounds are read in pounds."""
    found = data(HEVY.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles"))
    assert found["sessions"][0]["sets"][1]["load"] == [24, "lb"]


def test_one_date_shows_the_order_of_all() -> None:
    """23/12 proves that days come first in 03/12 too."""
    rows = "03/12/2025,Dumbbell Row,Back,20.0,12,,,,\n23/12/2025,Dumbbell Row,Back,20.0,12,,,,\n"
    assert [one["date"] for one in data(FITNOTES + rows)["sessions"]] == ["2025-12-03", "2025-12-23"]


FLAT = "workout,start,end,exercise,weight,extraWeight,reps,time,warmup,max,fail,setComment\n"
FLAT_ROW = "Back, heavy,1790000000000,1790003600000,Dumbbell Row,20,,12,00:00:00,false,false,false,"
FIRST = "Name,Language,Sex,Age,Email\nKim,sv,1,30,k@example.org\n\nWorkouts\nName,Date,Body weight\n\n"
IOS = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"


@pytest.mark.parametrize(
    ("content", "where", "is_said"),
    [
        (FLAT + FLAT_ROW, "name", "Back, heavy"),
        (FLAT + FLAT_ROW + "\n", "name", "Back, heavy"),
        (FLAT + FLAT_ROW.replace("Back,", "Back") + ",\n", "name", "Back heavy"),
        (FIRST + "Pull,2023-05-02,80\nExercise, Row, heavy,Set,1,reps,12,weight,20\n", "exercise", "Row, heavy"),
        (FITNOTES + "2025-12-23,Row,Back,20.0,12,,,,easy, too easy,,\n", "note", "easy, too easy"),
        (IOS + "2025-12-23,Row,Back,20.0,44.1,12,,,,easy, too easy,Weight\n", "note", "easy, too easy"),
    ],
)
def test_text_without_quotes_may_hold_commas(content: str, where: str, is_said: str) -> None:
    """A row is put together again where only one text of it can hold the surplus fields."""
    session = data(content)["sessions"][0]
    found = session["sets"][0]
    assert (session if where == "name" else found)[where] == is_said
    assert (found["reps"], found["load"][0]) == (12, 20)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FITNOTES + "03/12/2025,Row,Back,20.0,12,,,,\n", "--date-order"),
        (FITNOTES + "03/12/25,Row,Back,20.0,12,,,,\n", "--date-order"),
        ((FITNOTES + "2025-12-03,Row,Back,1,250,12,,,,\n").replace(",1,250,", ',"1,250",'), "--decimal"),
        (FITNOTES.replace("kgs", "st") + "2025-12-03,Row,Back,20.0,12,,,,\n", "not in a unit known"),
        (HEVY.replace("weight_kg", "weight_stone"), "cannot be read"),
        (HEVY.replace("6 Oct", "6 lis"), "may be month 10 or 11"),
        (HEVY.replace('"rpe"', '"reps"'), "both seem to be the reps"),
        (HEVY.replace("felt good", "fühlte gut").encode("cp1252"), "--encoding"),
        ("a,b,c\n1,2,3\n", "not from an app known here"),
        (FITNOTES + "2025-12-23 17:42:00,Row,Back,20.0,12,,,,\n", "has a time of day, which FitNotes does not write"),
        (IOS + "2025-12-23,Row, heavy,Back,20.0,44.1,12,,,,,Weight\n", "not a number"),
        ("", "empty"),
    ],
)
def test_what_is_not_clear_is_asked_or_refused(content: str | bytes, said: str) -> None:
    """Nothing is guessed: the message says what is open, and the flag that answers it."""
    with pytest.raises(DataError, match=re.escape(said)):
        data(content)


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No file at all makes anything but a DataError."""
    with contextlib.suppress(DataError):
        read_file(content)


@given(st.sampled_from(sorted(EXPECTED)), st.integers(0, 3000), st.integers(0, 255), st.booleans())
@settings(max_examples=120)
def test_damaged_samples_are_read_or_refused(name: str, at: int, byte: int, cut: bool) -> None:
    """A byte that is another, or the rest missing, never makes anything but a DataError."""
    content = bytearray((SAMPLES / name).read_bytes())
    at %= len(content)
    content[at] = byte
    with contextlib.suppress(DataError):
        read_file(bytes(content[:at] if cut else content))
