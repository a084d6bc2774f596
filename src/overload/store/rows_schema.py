"""The tables of many trainings in one PostgreSQL database, as numbered steps from one version to the next.

Each table is `all_X`, with the athlete a row belongs to, and a view X of the columns that overload.db has, which shows
and takes the rows of one athlete alone: the one that the transaction has named (`me()`). Statements speak to the views,
so none can leave its athlete, and one that names none fails. Texts compare by their bytes, as in SQLite.
"""

from __future__ import annotations

from typing import Final

LOG: Final = ("entries", "sets", "bodyweights")
"""What only grows."""

_TEXT: Final = 'TEXT COLLATE "C"'
_DATE: Final = r"""CHECK (on_date ~ '^\d{4}-\d\d-\d\d$')"""

_COLUMNS: Final = {
    "meta": f"key {_TEXT} NOT NULL, value {_TEXT} NOT NULL",
    "entries": f"""
      id         BIGINT NOT NULL,
      recorded   {_TEXT} NOT NULL,
      on_date    {_TEXT} NOT NULL {_DATE},
      exercise   {_TEXT} NOT NULL CHECK (exercise <> ''),
      session    BIGINT,
      bodyweight {_TEXT},
      unit       {_TEXT} CHECK ((unit IS NULL) = (bodyweight IS NULL)),
      note       {_TEXT} NOT NULL DEFAULT '',
      unwell     BIGINT NOT NULL DEFAULT 0 CHECK (unwell IN (0, 1)),
      replaces   BIGINT CHECK (replaces < id),
      removed    BIGINT NOT NULL DEFAULT 0 CHECK (removed = 0 OR (removed = 1 AND replaces IS NOT NULL)),
      asked      {_TEXT},
      unread     {_TEXT} NOT NULL DEFAULT '',
      sure       BIGINT CHECK (sure IN (0, 1))
    """,
    "sets": f"""
      entry_id BIGINT NOT NULL,
      position BIGINT NOT NULL CHECK (position > 0),
      reps     BIGINT NOT NULL CHECK (reps >= 0),
      amount   {_TEXT} NOT NULL,
      unit     {_TEXT} NOT NULL CHECK (unit IN ('kg', 'lb')),
      aid      {_TEXT} NOT NULL DEFAULT '',
      rir      {_TEXT},
      side     {_TEXT} NOT NULL DEFAULT '',
      left_out BIGINT CHECK (left_out = 0 OR (left_out = 1 AND reps = 0)),
      measure  {_TEXT} NOT NULL DEFAULT 'reps' CHECK (measure IN ('reps', 'seconds', 'metres')),
      kind     {_TEXT} NOT NULL DEFAULT 'work' CHECK (kind <> ''),
      at_least BIGINT NOT NULL DEFAULT 0 CHECK (at_least = 0 OR (at_least = 1 AND left_out = 0))
    """,
    "imported": f"row {_TEXT} NOT NULL, entry_id BIGINT NOT NULL",
    "decisions": f"""
      id       BIGINT NOT NULL,
      recorded {_TEXT} NOT NULL,
      kind     {_TEXT} NOT NULL,
      session  BIGINT,
      start    {_TEXT},
      until    {_TEXT},
      why      {_TEXT} NOT NULL DEFAULT '',
      other    BIGINT,
      place    {_TEXT} NOT NULL DEFAULT ''
    """,
    "shown_before": f"decision BIGINT NOT NULL, ordinal BIGINT NOT NULL, start {_TEXT} NOT NULL",
    "placements": f"""
      ordinal BIGINT NOT NULL,
      key     {_TEXT} NOT NULL,
      day     {_TEXT} NOT NULL,
      start   {_TEXT} NOT NULL,
      minutes BIGINT NOT NULL,
      place   {_TEXT} NOT NULL DEFAULT '',
      status  {_TEXT} NOT NULL,
      zone    {_TEXT} NOT NULL DEFAULT '',
      change  {_TEXT} NOT NULL DEFAULT '',
      workout {_TEXT} NOT NULL DEFAULT ''
    """,
    "revisions": f"""
      feed     {_TEXT} NOT NULL,
      ordinal  BIGINT NOT NULL,
      digest   {_TEXT} NOT NULL,
      sequence BIGINT NOT NULL,
      stamped  {_TEXT} NOT NULL
    """,
    "runs": f"""
      id        BIGINT NOT NULL,
      started   {_TEXT} NOT NULL,
      digest    {_TEXT} NOT NULL,
      placed    BIGINT NOT NULL,
      moved     BIGINT NOT NULL,
      cancelled BIGINT NOT NULL,
      problems  {_TEXT} NOT NULL,
      seconds   DOUBLE PRECISION NOT NULL,
      told      {_TEXT} NOT NULL DEFAULT '[]'
    """,
    "bodyweights": f"""
      id             BIGINT NOT NULL,
      recorded       {_TEXT} NOT NULL,
      on_date        {_TEXT} NOT NULL {_DATE},
      amount         {_TEXT} CHECK ((amount IS NULL) = (takes_back IS NOT NULL)),
      unit           {_TEXT} CHECK (unit IN ('kg', 'lb') AND amount IS NOT NULL OR amount IS NULL AND unit IS NULL),
      after_entry    BIGINT NOT NULL,
      after_decision BIGINT NOT NULL,
      takes_back     BIGINT CHECK (takes_back < id)
    """,
    "calendar_events": f"calendar {_TEXT} NOT NULL, ordinal BIGINT NOT NULL, row {_TEXT} NOT NULL",
}
_KEYS: Final = {
    "meta": "key",
    "entries": "id",
    "sets": "entry_id, position",
    "imported": "row",
    "decisions": "id",
    "shown_before": "decision, ordinal",
    "placements": "ordinal",
    "revisions": "feed, ordinal",
    "runs": "id",
    "bodyweights": "id",
    "calendar_events": "calendar, ordinal",
}
_ONCE: Final = {"entries": "replaces", "bodyweights": "takes_back"}
_POINTS: Final = {
    ("entries", "replaces"): ("entries", "id"),
    ("sets", "entry_id"): ("entries", "id"),
    ("imported", "entry_id"): ("entries", "id"),
    ("shown_before", "decision"): ("decisions", "id"),
    ("bodyweights", "takes_back"): ("bodyweights", "id"),
}


def _made(table: str) -> tuple[str, ...]:
    rules = [f"PRIMARY KEY (athlete, {_KEYS[table]})"]
    if table in _ONCE:
        rules.append(f"UNIQUE (athlete, {_ONCE[table]})")
    rules += [
        f"FOREIGN KEY (athlete, {column}) REFERENCES all_{other} (athlete, {key})"
        for (pointing, column), (other, key) in _POINTS.items()
        if pointing == table
    ]
    names = ", ".join(line.split()[0] for line in _lines(_COLUMNS[table]))
    return (
        f"""
        CREATE TABLE all_{table} (
          athlete BIGINT NOT NULL DEFAULT me() REFERENCES athlete (id), {_COLUMNS[table]}, {", ".join(rules)}
        )
        """,
        f"""
        CREATE VIEW {table} WITH (security_barrier) AS
        SELECT {names} FROM all_{table} WHERE athlete = me() WITH CASCADED CHECK OPTION
        """,  # noqa: S608 - names of our tables
    )


def _lines(columns: str) -> list[str]:
    """Return the columns of a table, each as it is written, told apart at commas outside of brackets."""
    found, depth = [""], 0
    for letter in columns:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [one.strip() for one in found]


_FIRST: Final = (
    f"""
    CREATE TABLE athlete (
      id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name    {_TEXT} NOT NULL UNIQUE CHECK (name <> ''),
      plan    {_TEXT} NOT NULL DEFAULT '',
      key     BYTEA,
      state   {_TEXT} NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'poison')),
      version BIGINT NOT NULL DEFAULT 0,
      due     TIMESTAMPTZ NOT NULL DEFAULT '-infinity'
    )
    """,
    "CREATE INDEX athlete_due ON athlete (due) WHERE state = 'active'",
    # Apart from the athlete's row, which is held while an attempt is made: one that kills its worker is counted too.
    f"""
    CREATE TABLE attempt (
      athlete BIGINT PRIMARY KEY REFERENCES athlete (id),
      begun   BIGINT NOT NULL DEFAULT 0,
      failed  BIGINT NOT NULL DEFAULT 0,
      again   TIMESTAMPTZ NOT NULL,
      problem {_TEXT} NOT NULL DEFAULT ''
    )
    """,
    f"""
    CREATE TABLE feed (
      athlete BIGINT NOT NULL REFERENCES athlete (id),
      name    {_TEXT} NOT NULL,
      digest  {_TEXT} NOT NULL,
      mode    BIGINT NOT NULL,
      version BIGINT NOT NULL,
      body    BYTEA NOT NULL,
      PRIMARY KEY (athlete, name)
    )
    """,
    # With none named it fails: there is no such setting, or no number in it.
    """
    CREATE FUNCTION me() RETURNS BIGINT LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT current_setting('overload.athlete')::bigint $$
    """,
    *(statement for table in _COLUMNS for statement in _made(table)),
    "CREATE INDEX entries_by_exercise ON all_entries (athlete, exercise, on_date, id)",
    "CREATE INDEX entries_by_date ON all_entries (athlete, on_date, id)",
    "CREATE INDEX imported_by_entry ON all_imported (athlete, entry_id)",
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
    AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.athlete::text = current_setting('overload.removing', true) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the log is append-only';
      END
    $$
    """,
    *(
        f"CREATE TRIGGER is_append_only BEFORE UPDATE OR DELETE ON all_{table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in LOG
    ),
    *(
        f"CREATE TRIGGER is_not_emptied BEFORE TRUNCATE ON all_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in LOG
    ),
)

_SECOND: Final = (
    # Links are remembered in `meta`, each as JSON under a name of its own; by this a server finds one by its digest.
    f"""
    CREATE TABLE link (
      digest  {_TEXT} NOT NULL,
      athlete BIGINT NOT NULL REFERENCES athlete (id),
      key     {_TEXT} NOT NULL,
      kind    {_TEXT} NOT NULL,
      feed    {_TEXT} NOT NULL,
      ends    {_TEXT} NOT NULL,
      PRIMARY KEY (digest, athlete)
    )
    """,
    "CREATE INDEX link_by_key ON link (athlete, key)",
    # What a later version keeps in its own way opens nothing here, and keeps nobody from writing it.
    """
    CREATE FUNCTION keep_link() RETURNS trigger LANGUAGE plpgsql
    AS $$
      DECLARE said JSON;
      BEGIN
        IF TG_OP <> 'INSERT' THEN DELETE FROM link WHERE athlete = OLD.athlete AND key = OLD.key; END IF;
        IF TG_OP <> 'DELETE' THEN
          BEGIN
            said := NEW.value::json;
            INSERT INTO link
            VALUES (said ->> 'digest', NEW.athlete, NEW.key, said ->> 'kind', said ->> 'feed', said ->> 'ends');
          EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN NULL;
          END;
        END IF;
        RETURN NULL;
      END
    $$
    """,
    """
    CREATE TRIGGER keeps_new_link AFTER INSERT OR UPDATE ON all_meta
    FOR EACH ROW WHEN (NEW.key LIKE 'link.%') EXECUTE FUNCTION keep_link()
    """,
    """
    CREATE TRIGGER keeps_no_link AFTER DELETE ON all_meta
    FOR EACH ROW WHEN (OLD.key LIKE 'link.%') EXECUTE FUNCTION keep_link()
    """,
    "UPDATE all_meta SET value = value WHERE key LIKE 'link.%'",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST, _SECOND)
"""Step n leads from version n to n + 1. A step that was released is never changed; a new one is added."""
