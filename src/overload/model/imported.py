"""What a file of another app holds, as it says it: sessions and their sets, before they become entries of the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import attrs

from overload.model.training import Measure
from overload.units import Unit


@attrs.frozen
class Reading:
    """What somebody says about a file that it may not say itself; empty is not said.

    `unit` of loads that name none; `date_order` is `dmy`, `mdy` or `ymd`; `decimal` is `comma` or `point`;
    `encoding` is a name Python knows. `person` is whose sets are wanted of a file of several; `columns` are names of
    columns with what they hold. A file `is_strict` about is read whole or not at all. `asks_all`: also what columns
    hold that would else only be named as not used.
    """

    unit: Unit | None = None
    date_order: str = ""
    decimal: str = ""
    encoding: str = ""
    person: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    is_strict: bool = False
    asks_all: bool = False


@attrs.frozen
class Weight:
    """A weight as a file writes it; `unit` is None where the file does not say."""

    amount: Decimal
    unit: Unit | None = None


@attrs.frozen
class ImportedSet:
    """One set as a file writes it.

    `exercise` is the app's name for it. `reps` is None for a set that was timed or measured (`seconds`, `distance`
    with its unit: m, km, cm, mi, yd, ft, in). `load` is what was lifted, `added` and `assist` what was added to and
    taken off `bodyweight`, all above or at zero. `kind` is normal, drop, failure, negative, backoff, mini, max or
    amrap; `warmup` tells a warm-up set. `side` is left, right or empty.
    """

    exercise: str
    reps: int | None
    warmup: bool = False
    kind: str = "normal"
    load: Weight | None = None
    added: Weight | None = None
    assist: Weight | None = None
    bodyweight: Weight | None = None
    rpe: Decimal | None = None
    rir: Decimal | None = None
    seconds: int | None = None
    distance: tuple[Decimal, str] | None = None
    note: str = ""
    side: str = ""

    @property
    def measure(self) -> Measure | None:
        """What it counts: reps before metres before seconds; None where it counts nothing."""
        if self.reps:
            return Measure.REPS
        return Measure.METRES if self.distance else Measure.SECONDS if self.seconds else None


@attrs.frozen
class ImportedSession:
    """One workout of a file: its sets in order, and when it was.

    `start` and `end` are wall-clock times without a zone, or instants with one; `on` is its date where the file gives
    no time of day (or a date of its own). `stated` is when it was in the file's own words, for whoever shows it.
    """

    sets: tuple[ImportedSet, ...]
    start: datetime | None = None
    on: date | None = None
    end: datetime | None = None
    duration_s: int | None = None
    name: str | None = None
    program: str = ""
    stated: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen
class LeftOut:
    """A row of a file that could not be read: the line it begins in (0 where it has none), and why."""

    line: int
    why: str


@attrs.frozen
class Account:
    """What each row and column of a file was taken for.

    `rows` is how many it has below its header; `lines` are those of the rows that are no sets, by why; `left_out` the
    rows that could not be read. `used` and `unused` are the names of the columns that hold something.
    """

    rows: int
    lines: Mapping[str, tuple[int, ...]] = attrs.field(factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def sets_rows(self) -> int:
        """How many rows gave sets."""
        return self.rows - len(self.left_out) - sum(map(len, self.lines.values()))


@attrs.frozen
class Imported:
    """What a file holds: which app wrote it and in which of its layouts, its sessions oldest first.

    `skipped` counts the rows that are no sets by why, in the order met. `is_per_dumbbell` is set where the app itself
    says that loads are per dumbbell. `remarks` are for whoever imports the file. `account` says what each row
    and column was taken for; a plugin's reader may give none.
    """

    app: str
    variant: str
    sessions: tuple[ImportedSession, ...]
    skipped: Mapping[str, int] = attrs.field(factory=dict)
    is_per_dumbbell: bool = False
    remarks: tuple[str, ...] = ()
    account: Account | None = None

    @property
    def skipped_rows(self) -> int:
        """How many rows are no sets."""
        return sum(self.skipped.values())

    @property
    def is_unit_stated(self) -> bool:
        """Whether every weight in the file has its unit."""
        weights = (
            weight
            for session in self.sessions
            for one in session.sets
            for weight in (one.load, one.added, one.assist, one.bodyweight)
        )
        return all(weight is None or weight.unit is not None for weight in weights)
