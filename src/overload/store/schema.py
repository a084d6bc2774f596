"""The tables of overload.db, as numbered steps from one version to the next."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x0E71_0AD5
"""Marks the file as ours in its header, so that another program's database is never taken for a log."""

_FIRST: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE entries (
      id         INTEGER PRIMARY KEY,
      recorded   TEXT NOT NULL,
      on_date    TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      exercise   TEXT NOT NULL CHECK (exercise <> ''),
      session    INTEGER,
      bodyweight TEXT,
      unit       TEXT CHECK ((unit IS NULL) = (bodyweight IS NULL)),
      note       TEXT NOT NULL DEFAULT '',
      unwell     INTEGER NOT NULL DEFAULT 0 CHECK (unwell IN (0, 1)),
      replaces   INTEGER UNIQUE REFERENCES entries (id) CHECK (replaces < id),
      removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed = 0 OR (removed = 1 AND replaces IS NOT NULL)),
      asked      TEXT
    ) STRICT
    """,
    "CREATE INDEX entries_by_exercise ON entries (exercise, on_date, id)",
    "CREATE INDEX entries_by_date ON entries (on_date, id)",
    """
    CREATE TABLE sets (
      entry_id INTEGER NOT NULL REFERENCES entries (id),
      position INTEGER NOT NULL CHECK (position > 0),
      reps     INTEGER NOT NULL CHECK (reps >= 0),
      amount   TEXT NOT NULL,
      unit     TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
      aid      TEXT NOT NULL DEFAULT '',
      rir      TEXT,
      side     TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (entry_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE decisions (
      id       INTEGER PRIMARY KEY,
      recorded TEXT NOT NULL,
      kind     TEXT NOT NULL,
      session  INTEGER,
      start    TEXT,
      until    TEXT,
      why      TEXT NOT NULL DEFAULT '',
      other    INTEGER,
      place    TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE placements (
      ordinal INTEGER PRIMARY KEY,
      key     TEXT NOT NULL,
      day     TEXT NOT NULL,
      start   TEXT NOT NULL,
      minutes INTEGER NOT NULL,
      place   TEXT NOT NULL DEFAULT '',
      status  TEXT NOT NULL,
      zone    TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE revisions (
      feed     TEXT NOT NULL,
      ordinal  INTEGER NOT NULL,
      digest   TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      stamped  TEXT NOT NULL,
      PRIMARY KEY (feed, ordinal)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE runs (
      id        INTEGER PRIMARY KEY,
      started   TEXT NOT NULL,
      digest    TEXT NOT NULL,
      placed    INTEGER NOT NULL,
      moved     INTEGER NOT NULL,
      cancelled INTEGER NOT NULL,
      problems  TEXT NOT NULL,
      seconds   REAL NOT NULL
    ) STRICT
    """,
    # INSERT OR REPLACE deletes without asking a delete trigger; hence the third of each.
    """
    CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER entries_are_not_overwritten BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR replaces = NEW.replaces)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER sets_are_not_changed BEFORE UPDATE ON sets
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER sets_are_not_deleted BEFORE DELETE ON sets
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER sets_are_not_overwritten BEFORE INSERT ON sets
    WHEN EXISTS (SELECT 1 FROM sets WHERE entry_id = NEW.entry_id AND position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
)

# The names of rows of other apps' files: `row` is a digest of what a row says, so that a file read twice adds nothing.
_IMPORTED: Final = (
    """
    CREATE TABLE imported (
      row      TEXT PRIMARY KEY,
      entry_id INTEGER NOT NULL REFERENCES entries (id)
    ) STRICT, WITHOUT ROWID
    """,
)

# Where the sessions that a decision moved had been shown, for `undo` brings them back there.
_SHOWN_BEFORE: Final = (
    """
    CREATE TABLE shown_before (
      decision INTEGER NOT NULL REFERENCES decisions (id),
      ordinal  INTEGER NOT NULL,
      start    TEXT NOT NULL,
      PRIMARY KEY (decision, ordinal)
    ) STRICT, WITHOUT ROWID
    """,
)

# NULL where a version wrote the set that had 0 for both; codec.sets_from_rows decides then what it meant.
_LEFT_OUT: Final = ("ALTER TABLE sets ADD COLUMN left_out INTEGER CHECK (left_out = 0 OR (left_out = 1 AND reps = 0))",)

# NULL where a version wrote the entry that asked nobody what was meant; log._ENTRY reads it then.
_DOUBTED: Final = (
    "ALTER TABLE entries ADD COLUMN unread TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entries ADD COLUMN sure INTEGER CHECK (sure IN (0, 1))",
    "CREATE INDEX imported_by_entry ON imported (entry_id)",
)

# Empty where an earlier version moved a session or let it fall away: nobody kept why.
_CHANGED: Final = ("ALTER TABLE placements ADD COLUMN change TEXT NOT NULL DEFAULT ''",)

# Every set of an earlier version was counted in reps, and was work.
_MEASURED: Final = (
    "ALTER TABLE sets ADD COLUMN measure TEXT NOT NULL DEFAULT 'reps' CHECK (measure IN ('reps', 'seconds', 'metres'))",
    "ALTER TABLE sets ADD COLUMN kind TEXT NOT NULL DEFAULT 'work' CHECK (kind <> '')",
)

# Append-only as the log: a row without a weight takes another back. Sessions shown before that have no workout kept.
_TOLD: Final = (
    """
    CREATE TABLE bodyweights (
      id             INTEGER PRIMARY KEY,
      recorded       TEXT NOT NULL,
      on_date        TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      amount         TEXT CHECK ((amount IS NULL) = (takes_back IS NOT NULL)),
      unit           TEXT CHECK (unit IN ('kg', 'lb') AND amount IS NOT NULL OR amount IS NULL AND unit IS NULL),
      after_entry    INTEGER NOT NULL,
      after_decision INTEGER NOT NULL,
      takes_back     INTEGER UNIQUE REFERENCES bodyweights (id) CHECK (takes_back < id)
    ) STRICT
    """,
    """
    CREATE TRIGGER bodyweights_are_not_changed BEFORE UPDATE ON bodyweights
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER bodyweights_are_not_deleted BEFORE DELETE ON bodyweights
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER bodyweights_are_not_overwritten BEFORE INSERT ON bodyweights
    WHEN EXISTS (SELECT 1 FROM bodyweights WHERE id = NEW.id OR takes_back = NEW.takes_back)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    "ALTER TABLE placements ADD COLUMN workout TEXT NOT NULL DEFAULT ''",
)

# What lies in the athlete's own calendar, a row per session; the address of the calendar tells it from others.
_OWN_CALENDAR: Final = (
    """
    CREATE TABLE calendar_events (
      calendar TEXT NOT NULL,
      ordinal  INTEGER NOT NULL,
      row      TEXT NOT NULL,
      PRIMARY KEY (calendar, ordinal)
    ) STRICT, WITHOUT ROWID
    """,
)

# Runs of an earlier version took nothing from a calendar.
_TAKEN: Final = ("ALTER TABLE runs ADD COLUMN told TEXT NOT NULL DEFAULT '[]'",)

# Earlier versions did not keep whether an open set was counted: what they wrote was taken for its count.
_AT_LEAST: Final = (
    """
    ALTER TABLE sets ADD COLUMN at_least INTEGER NOT NULL DEFAULT 0
      CHECK (at_least = 0 OR (at_least = 1 AND left_out = 0))
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _IMPORTED,
    _SHOWN_BEFORE,
    _LEFT_OUT,
    _DOUBTED,
    _CHANGED,
    _MEASURED,
    _TOLD,
    _OWN_CALENDAR,
    _TAKEN,
    _AT_LEAST,
)
"""Step n leads from user_version n to n + 1. A step that was released is never changed; a new one is added."""
