"""Files shaped as apps write them, each with something amiss: never a wrong value without a word.

`OVERLOAD_LONG=1` tries all 5,000.
"""

from __future__ import annotations

import csv
import io
import os
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs
import pytest

from overload.errors import DataError
from overload.importing.recognise import read_file
from overload.model import Imported, Reading
from overload.units import Unit

FILES: Final = 5000 if os.environ.get("OVERLOAD_LONG") else 1000
SHARE: Final = 100


@attrs.frozen
class Lifted:
    """A set as it was done."""

    day: int
    exercise: str
    kilograms: str
    reps: int
    warmup: bool
    note: str


@attrs.frozen
class Layout:
    """How an app writes sets: its header, a row for a set, and which columns say what."""

    header: str
    delimiter: str
    row: Callable[[Lifted, int], Sequence[str]]
    roles: Mapping[str, Sequence[str]]


def yes(one: bool) -> str:
    """Return a flag as apps write it."""
    return str(one).lower()


LAYOUTS: Final = {
    "strong": Layout(
        "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);"
        "Seconds;Notes;Workout Notes",
        ";",
        lambda one, at: [
            "7", f"2026-10-{one.day:02} 17:42:03", "Home", "3398", one.exercise, "W" if one.warmup else str(at),
            one.kilograms, str(one.reps), "", "", "", one.note, "",
        ],
        {"load": ["Weight (kg)"], "reps": ["Reps"], "warmup": ["Set Order"]},
    ),
    "android": Layout(
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
        "Workout Notes;Workout Duration",
        ";",
        lambda one, at: [
            f"2026-10-{one.day:02} 17:42:03", "Home", one.exercise, "W" if one.warmup else str(at), one.kilograms, "kg",
            str(one.reps), "", "", "", "0", one.note, "", "1h 5m",
        ],
        {"load": ["Weight", "Weight Unit"], "reps": ["Reps"], "warmup": ["Set Order"]},
    ),
    "hevy": Layout(
        "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,"
        "reps,distance_km,duration_seconds,rpe",
        ",",
        lambda one, at: [
            "Home", f"{one.day} Oct 2026, 17:42", f"{one.day} Oct 2026, 18:38", "", one.exercise, "", one.note, str(at),
            "warmup" if one.warmup else "normal", one.kilograms, str(one.reps), "", "", "",
        ],
        {"load": ["weight_kg"], "reps": ["reps"], "warmup": ["set_type"]},
    ),
    "fitnotes": Layout(
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
        ",",
        lambda one, _: [
            f"2026-10-{one.day:02}", one.exercise, "Back", one.kilograms, "kgs", str(one.reps), "", "", "", one.note
        ],
        {"load": ["Weight", "Weight Unit"], "reps": ["Reps"]},
    ),
    "fitbod": Layout(
        "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier",
        ",",
        lambda one, _: [
            f"2026-10-{one.day:02} 12:00:00 +0000", one.exercise, str(one.reps), one.kilograms, "0.0", "0.0", "0.0",
            "0.0", yes(one.warmup), one.note, "1.0",
        ],
        {"load": ["Weight(kg)"], "reps": ["Reps"], "warmup": ["isWarmup"]},
    ),
    "strengthlog": Layout(
        "workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,distanceKM,distanceM,reps,time,"
        "warmup,max,fail,checked,setComment",
        ",",
        lambda one, at: [
            "Home", str(1791301323000 + 86_400_000 * one.day), "", one.exercise, one.kilograms, "", "", "", "", "",
            str(one.reps), "", yes(one.warmup), "false", "false", str(1791301323000 + at), one.note,
        ],
        {"load": ["weight"], "reps": ["reps"], "warmup": ["warmup"]},
    ),
    "by hand": Layout(
        "Date;Exercise;Warm-up;Weight (kg);Reps;Notes",
        ";",
        lambda one, _: [
            f"2026-10-{one.day:02}", one.exercise, yes(one.warmup), one.kilograms, str(one.reps), one.note
        ],
        {"load": ["Weight (kg)"], "reps": ["Reps"], "warmup": ["Warm-up"]},
    ),
}  # fmt: skip
EXERCISES: Final = ("Dumbbell Row", "Shrug (Dumbbell)", "Reverse Fly", "Kreuzheben", "懸垂")
Cells = list[list[str]]


@attrs.define
class File:
    """A table on its way to be a file: what was done, and what became of its columns."""

    layout: Layout
    done: list[Lifted]
    rows: Cells
    gone: set[str] = attrs.field(factory=set)
    broken: set[int] = attrs.field(factory=set)
    encoding: str = "utf-8"
    delimiter: str = ""

    def content(self) -> bytes:
        """Write it."""
        made = io.StringIO()
        csv.writer(made, delimiter=self.delimiter or self.layout.delimiter, lineterminator="\n").writerows(self.rows)
        return made.getvalue().encode(self.encoding)


def nothing(_: random.Random, __: File) -> None:
    """Leave it as the app wrote it."""


def renamed(dice: random.Random, file: File) -> None:
    """Call a column by a name that nobody knows."""
    at = dice.randrange(len(file.rows[0]))
    file.gone.add(file.rows[0][at])
    file.rows[0][at] = dice.choice(["Blorp", "Xyz (q)", "Spalte 7", "", "Feld"])


def dropped(dice: random.Random, file: File) -> None:
    """Take a column out."""
    at = dice.randrange(len(file.rows[0]))
    file.gone.add(file.rows[0][at])
    for row in file.rows:
        del row[at]


def doubled(dice: random.Random, file: File) -> None:
    """Write a column twice, the same or not."""
    at, is_same = dice.randrange(len(file.rows[0])), dice.random() < 0.5
    for number, row in enumerate(file.rows):
        row.append(row[at] if is_same or not number else dice.choice(["", "1", "7", "99"]))


def moved(dice: random.Random, file: File) -> None:
    """Put the columns in another order."""
    order = list(range(len(file.rows[0])))
    dice.shuffle(order)
    file.rows = [[row[at] for at in order] for row in file.rows]


def with_commas(_: random.Random, file: File) -> None:
    """Set decimals off by commas."""
    at = file.rows[0].index(file.layout.roles["load"][0]) if file.layout.roles["load"][0] in file.rows[0] else None
    for row in file.rows[1:]:
        if at is not None:
            row[at] = row[at].replace(".", ",")


def encoded(dice: random.Random, file: File) -> None:
    """Write it with another encoding."""
    file.encoding = dice.choice(["utf-16", "utf-8-sig", "utf-16-le", "utf-16-be"])


def split_otherwise(dice: random.Random, file: File) -> None:
    """Split fields at something else."""
    file.delimiter = dice.choice([",", ";", "\t"])


def spoilt(dice: random.Random, file: File) -> None:
    """Spoil a cell that is needed."""
    at = dice.randrange(1, len(file.rows))
    names = [*file.layout.roles["reps"], file.layout.roles["load"][0]]
    for name in names[: dice.randint(1, 2)]:
        if name in file.rows[0] and file.rows[0].index(name) < len(file.rows[at]):
            file.rows[at][file.rows[0].index(name)] = dice.choice(["zwölf", "12 x", "1.2.3,4"])
            file.broken.add(at)


def cut(dice: random.Random, file: File) -> None:
    """Take the end of a row away."""
    at = dice.randrange(1, len(file.rows))
    file.rows[at] = file.rows[at][: dice.randint(1, 3)]
    file.broken.add(at)


def noted(dice: random.Random, file: File) -> None:
    """Add a column of somebody's own."""
    name = dice.choice(["Mood", "Gym", "Tempo", "Sleep"])
    for number, row in enumerate(file.rows):
        row.append(name if not number else dice.choice(["good", "3", "2-0-1"]))


MUTATIONS: Final = (
    nothing, renamed, dropped, doubled, moved, with_commas, encoded, split_otherwise, spoilt, cut, noted
)  # fmt: skip


def made(seed: int) -> tuple[str, File]:
    """Return a file with one or two things amiss, and their names."""
    dice = random.Random(seed)
    name = dice.choice(sorted(LAYOUTS))
    layout = LAYOUTS[name]
    done = [
        Lifted(
            1 + at // 4,
            dice.choice(EXERCISES),
            dice.choice(["20", "22.5", "62.5", "7.5", "12.25"]),
            dice.randint(1, 15),
            "warmup" in layout.roles and dice.random() < 0.3,
            dice.choice(["", "", "easy", 'said "no", twice', "a; b"]),
        )
        for at in range(dice.randint(2, 9))
    ]
    rows = [list(layout.row(one, at + 1)) for at, one in enumerate(done)]
    file = File(layout, done, [layout.header.split(layout.delimiter), *rows])
    changes = [dice.choice(MUTATIONS) for _ in range(dice.randint(1, 2))]
    # What spoils rows comes last: it has to know where the columns are.
    for change in sorted(changes, key=lambda one: one in {spoilt, cut}):
        change(dice, file)
    return f"{name}: {', '.join(one.__name__ for one in changes)}", file


def truth(file: File, known: set[str]) -> Counter[tuple[object, ...]]:
    """Return the sets as they were done, as far as columns that were used can tell."""
    found = Counter[tuple[object, ...]]()
    for at, one in enumerate(file.done, 1):
        if at not in file.broken:
            load = Decimal(one.kilograms) if "load" in known else None
            found[one.exercise, one.reps if "reps" in known else None, load, "warmup" in known and one.warmup] += 1
    return found


def said(found: Imported, known: set[str]) -> Counter[tuple[object, ...]]:
    """Return the sets that were read, likewise."""
    sets = [one for session in found.sessions for one in session.sets]
    return Counter(
        (
            one.exercise,
            one.reps if "reps" in known else None,
            (one.load.amount if one.load else Decimal(0)) if "load" in known else None,
            "warmup" in known and one.warmup,
        )
        for one in sets
    )


def check(seed: int) -> bool:
    """Look at one file; return whether it was read."""
    what, file = made(seed)
    try:
        found = read_file(file.content(), Reading(Unit.KG))
    except DataError:
        return False
    account = found.account
    assert account is not None
    header = file.rows[0]
    rows = [row + [""] * (len(header) - len(row)) for row in file.rows[1:] if any(cell.strip() for cell in row)]
    lines = {one.line for one in account.left_out} | {line for some in account.lines.values() for line in some}
    told = [one for some in account.lines.values() for one in some] + list(account.left_out)
    assert account.rows == len(rows) == account.sets_rows + len(told), (what, seed)
    whole = [row for at, row in enumerate(rows, 2) if at not in lines]
    filled = {name for at, name in enumerate(header) if name and any(row[at].strip() for row in whole)}
    assert filled <= {*account.used, *account.unused}, (what, seed)
    # What columns that are there, and were used, can tell.
    known = {role for role, names in file.layout.roles.items() if not set(names) & (file.gone | set(account.unused))}
    missed = truth(file, known) - said(found, known)
    wrong = said(found, known) - truth(file, known)
    assert not wrong, (what, seed, wrong, missed)
    assert missed.total() <= len(told), (what, seed, missed)
    return True


@pytest.mark.slow
@pytest.mark.parametrize("share", range(0, FILES, SHARE))
def test_no_wrong_value_without_a_word(share: int) -> None:
    """Every set read is one that was done, as far as the columns used can tell; every row and column is told of."""
    read = sum(check(seed) for seed in range(share, share + SHARE))
    assert read > SHARE // 3
