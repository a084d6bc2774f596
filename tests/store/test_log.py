"""The log grows, counts what was corrected, and gives back exactly what it was given."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from overload.errors import DataError
from overload.model import Entry, Log, Prescription, SetDone, SetTarget
from overload.store import Store, open_store, prescription_from_json, prescription_to_json
from overload.units import Load, Unit, load

Make = Callable[..., Entry]

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
LOADS = st.builds(Load, DECIMALS, st.sampled_from(Unit), st.sampled_from(["", "chair", "partner"]))
SETS = st.builds(SetDone, st.integers(0, 999), LOADS, st.none() | DECIMALS, st.sampled_from(["", "left", "right"]))
TARGETS = st.builds(SetTarget, st.integers(0, 99), LOADS, st.booleans())
ASKED = st.builds(Prescription, st.lists(TARGETS).map(tuple), TEXTS, TEXTS)
ANEW = st.builds(
    lambda asked, at_first: attrs.evolve(asked, at_first=(at_first,) * len(asked.sets)), ASKED, TARGETS
)  # fmt: skip
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
ENTRIES = st.builds(
    Entry,
    id=st.integers(-5, 5),
    recorded=st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=ZONES),
    on=st.dates(),
    exercise=TEXTS.filter(bool),
    sets=st.lists(SETS, max_size=4).map(tuple),
    session=st.none() | st.integers(0, 10**6),
    asked=st.none() | ASKED | ANEW,
    bodyweight=st.none() | st.builds(Load, DECIMALS, st.sampled_from(Unit)),
    note=TEXTS,
    unwell=st.booleans(),
)


def written(value: object) -> str:
    """Return a value with every digit of its decimals, which compare equal with or without trailing zeros."""
    return repr(attrs.asdict(value)) if attrs.has(type(value)) else repr(value)


class TestRoundTrip:
    """What comes back is what was given, to the last digit."""

    @pytest.mark.slow
    @settings(max_examples=60, deadline=None)
    @given(st.lists(ENTRIES, max_size=3))
    def test_entries_come_back_exactly(self, given_entries: list[Entry]) -> None:
        """Any entry is read back as it was given, decimals with their trailing zeros, from a file opened anew."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "overload.db")
            with open_store(path) as store:
                added = store.append_many(given_entries)
            with open_store(path) as store:
                read = store.all_entries()
        assert read == added
        assert [attrs.evolve(one, id=0) for one in read] == [attrs.evolve(one, id=0) for one in given_entries]
        assert [written(one.sets) for one in read] == [written(one.sets) for one in given_entries]
        assert [written(one.bodyweight) for one in read] == [written(one.bodyweight) for one in given_entries]
        assert all(one.recorded.tzinfo is UTC for one in read)

    @settings(max_examples=60, deadline=None)
    @given(ASKED)
    def test_prescriptions_survive_json(self, asked: Prescription) -> None:
        """A prescription written as JSON and read again is the same, to the last digit."""
        again = prescription_from_json(prescription_to_json(asked))
        assert again == asked
        assert written(again) == written(asked)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            "null",
            "[" * 5000,
            '{"sets":[{"reps":"8","load":{"amount":"1","unit":"kg"}}],"why":""}',
            '{"sets":[{"reps":8,"load":{"amount":"NaN","unit":"kg"}}],"why":""}',
            '{"sets":[{"reps":8,"load":{"amount":"1","unit":"st"}}],"why":""}',
            '{"sets":[{"reps":8,"load":{"amount":"x","unit":"kg"}}],"why":""}',
        ],
    )
    def test_other_json_is_refused(self, text: str) -> None:
        """JSON that is no prescription is a DataError."""
        with pytest.raises(DataError, match="what was asked cannot be read"):
            prescription_from_json(text)

    @pytest.mark.parametrize(
        "change",
        [
            {"sets": (SetDone(8, Load(Decimal("NaN"))),)},
            {"sets": (SetDone(8, Load(Decimal("Infinity"))),)},
            {"sets": (SetDone(-1, load("10 kg")),)},
            {"sets": (SetDone(10**30, load("10 kg")),)},
            {"bodyweight": Load(Decimal("NaN"))},
            {"exercise": ""},
            {"note": "\udcff"},
        ],
    )
    def test_nonsense_is_refused_whole(self, store: Store, make_entry: Make, change: dict[str, object]) -> None:
        """A value that cannot be kept is a DataError, and nothing of its batch is kept."""
        with pytest.raises(DataError):
            store.append_many([make_entry(), make_entry(**change)])
        assert store.all_entries() == ()


class TestReading:
    """Only what is needed is read, in the order of the days."""

    def test_entries_are_ordered_by_day_and_then_as_logged(self, store: Store, make_entry: Make) -> None:
        """An older day logged later still comes first."""
        third, first, second = store.append_many(
            [make_entry("2026-12-02"), make_entry("2026-11-30"), make_entry("2026-11-30", "pull-up")]
        )
        assert store.entries() == (first, second, third)

    def test_since_and_exercise_narrow_it(self, store: Store, make_entry: Make) -> None:
        """A date is inclusive, an exercise exact, and both together hold."""
        days = ["2026-11-30", "2026-12-01", "2026-12-02"]
        for day in days:
            store.append_many([make_entry(day), make_entry(day, "pull-up")])
        second = date(2026, 12, 1)
        assert [str(one.on) for one in store.since(second)] == [days[1], days[1], days[2], days[2]]
        assert [str(one.on) for one in store.entries(exercise="pull-up")] == days
        assert [str(one.on) for one in store.entries(second, "pull-up")] == days[1:]

    def test_history_gives_the_newest_oldest_first(self, store: Store, make_entry: Make) -> None:
        """The newest few of one exercise come oldest first; without a limit, all of them."""
        for day in ("2026-12-01", "2026-12-03", "2026-12-02"):
            store.append_many([make_entry(day), make_entry(day, "pull-up")])
        assert [one.on.day for one in store.history("pull-up", 2)] == [2, 3]
        assert [one.on.day for one in store.history("pull-up")] == [1, 2, 3]
        assert store.history("pull-up", 0) == ()
        assert store.history("deadlift", 5) == ()

    def test_histories_are_all_of_them_at_once(self, store: Store, make_entry: Make) -> None:
        """Read together, the newest few of each exercise are what they are one by one; what was corrected is none."""
        for day in ("2026-12-01", "2026-12-03", "2026-12-02"):
            store.append_many([make_entry(day), make_entry(day, "pull-up"), make_entry(day)])
        store.append(make_entry(replaces=1))
        store.append(make_entry(exercise="pull-up", removed=True, sets=(), replaces=2))
        for limit in (1, 2, 9):
            named = {name: store.history(name, limit) for name in ("dumbbell-row", "pull-up")}
            assert store.histories(limit) == named

    def test_portions_hold_everything_once(self, store: Store, make_entry: Make) -> None:
        """Read in portions of any size, each entry comes once, in the order they were made."""
        assert list(store.portions(2)) == []
        store.append_many([make_entry(), make_entry(), make_entry(replaces=1), make_entry()])
        for size, lengths in ((1, [1, 1, 1, 1]), (2, [2, 2]), (3, [3, 1]), (9, [4])):
            portions = list(store.portions(size))
            assert [len(some) for some in portions] == lengths
            assert tuple(entry for some in portions for entry in some) == store.all_entries()

    def test_a_store_is_a_log(self, store: Store) -> None:
        """The core takes the store as its log."""
        log: Log = store
        assert log.history("pull-up", 3) == ()

    def test_history_is_found_by_index(self, store: Store, path: Path) -> None:
        """The entries of an exercise are found by index, in order, without a scan or a sort."""
        query = "EXPLAIN QUERY PLAN SELECT id FROM entries WHERE exercise = 'x' ORDER BY on_date DESC, id DESC LIMIT 5"
        steps = [row[3] for row in store._database.read(query)]
        assert steps == ["SEARCH entries USING COVERING INDEX entries_by_exercise (exercise=?)"]


class TestCorrecting:
    """History is kept; only what counts changes."""

    def test_a_correction_hides_what_it_replaces(self, store: Store, make_entry: Make) -> None:
        """The corrected entry no longer counts but is still there."""
        old = store.append(make_entry())
        new = store.append(make_entry(sets=(), replaces=old.id))
        assert store.entries() == store.history("dumbbell-row") == (new,)
        assert store.all_entries() == (old, new)
        assert (store.entry(old.id), store.last_entry(), store.entry(99)) == (old, new, None)

    def test_a_removal_can_be_taken_back(self, store: Store, make_entry: Make) -> None:
        """A removed entry does not count; replacing the removal brings one back."""
        old = store.append(make_entry())
        gone = store.append(make_entry(sets=(), replaces=old.id, removed=True))
        assert store.entries() == ()
        back = store.append(make_entry(replaces=gone.id))
        assert store.entries() == (back,)

    def test_an_entry_is_corrected_once(self, store: Store, make_entry: Make) -> None:
        """A second correction of the same entry is refused and names the first."""
        old = store.append(make_entry())
        store.append(make_entry(replaces=old.id))
        with pytest.raises(DataError, match="entry 1 has already been corrected, by entry 2"):
            store.append(make_entry(replaces=old.id))

    @pytest.mark.parametrize("replaces", [1, 7])
    def test_only_what_is_there_is_corrected(self, store: Store, make_entry: Make, replaces: int) -> None:
        """Correcting an entry that does not exist, itself included, is refused."""
        with pytest.raises(DataError, match=f"there is no entry {replaces} to correct"):
            store.append(make_entry(replaces=replaces))

    def test_a_removal_says_what_it_removes(self, store: Store, make_entry: Make) -> None:
        """A removal of nothing is refused."""
        with pytest.raises(DataError, match="does not say what it removes"):
            store.append(make_entry(removed=True))

    def test_a_batch_may_correct_itself(self, store: Store, make_entry: Make) -> None:
        """An import may bring an entry and its correction in one batch."""
        _, new = store.append_many([make_entry(), make_entry(sets=(), replaces=1)])
        assert store.entries() == (new,)

    def test_sets_are_added_one_by_one(self, store: Store, make_entry: Make, again: Callable[[], Store]) -> None:
        """Each set given to an entry is on disk when the call returns, in order."""
        entry = store.append(make_entry(sets=()))
        first, second = SetDone(10, load("22.5 kg")), SetDone(9, load("22.5 kg"), Decimal(1))
        store.append_set(entry.id, first)
        with again() as other:
            assert other.entries()[0].sets == (first,)
        assert store.append_set(entry.id, second).sets == (first, second)

    def test_no_set_is_added_to_what_no_longer_counts(self, store: Store, make_entry: Make) -> None:
        """A set for a corrected or unknown entry is refused."""
        old = store.append(make_entry())
        store.append(make_entry(replaces=old.id))
        for number in (old.id, 99):
            with pytest.raises(DataError, match=f"there is no entry {number} to add a set to"):
                store.append_set(number, SetDone(1, load("1 kg")))


class TestAppendOnly:
    """The database itself refuses to forget."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE entries SET note = 'x'",
            "DELETE FROM entries",
            "INSERT OR REPLACE INTO entries (id, recorded, on_date, exercise) VALUES (1, '', '2026-01-01', 'x')",
            "INSERT OR REPLACE INTO entries (recorded, on_date, exercise, replaces) VALUES ('', '2026-01-01', 'x', 1)",
            "UPDATE sets SET reps = 99",
            "DELETE FROM sets",
            "INSERT OR REPLACE INTO sets (entry_id, position, reps, amount, unit) VALUES (1, 1, 9, '1', 'kg')",
        ],
    )
    def test_nothing_logged_is_changed_by_hand(
        self, store: Store, path: Path, make_entry: Make, statement: str
    ) -> None:
        """Any other program that would change or delete what was logged is refused."""
        store.append_many([make_entry(), make_entry(replaces=1)])
        before = store.all_entries()
        other = sqlite3.connect(path, isolation_level=None)
        try:
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(statement)
        finally:
            other.close()
        assert store.all_entries() == before


class LogMachine(RuleBasedStateMachine):
    """The store against a list: entries with the number of what replaced them."""

    def __init__(self, open_it: Callable[[], Store]) -> None:
        super().__init__()
        self.open = open_it
        self.store = open_it()
        self.made: list[Entry] = []

    def teardown(self) -> None:
        """Close it."""
        self.store.close()

    def _counting(self) -> list[Entry]:
        replaced = {one.replaces for one in self.made}
        return [one for one in self.made if one.id not in replaced and not one.removed]

    def _open_ends(self) -> list[Entry]:
        replaced = {one.replaces for one in self.made}
        return [one for one in self.made if one.id not in replaced]

    def _expect(self, entry: Entry) -> None:
        self.made.append(attrs.evolve(entry, id=len(self.made) + 1))

    @rule(entries=st.lists(st.builds(lambda e, x: attrs.evolve(e, exercise=x), ENTRIES, st.sampled_from("ab")),
                           max_size=3))  # fmt: skip
    def log(self, entries: list[Entry]) -> None:
        """Log some."""
        for entry in entries:
            self._expect(entry)
        assert list(self.store.append_many(entries)) == self.made[len(self.made) - len(entries) :]

    @precondition(lambda self: self._open_ends())
    @rule(data=st.data(), entry=ENTRIES, removed=st.booleans())
    def correct(self, data: st.DataObject, entry: Entry, removed: bool) -> None:
        """Correct or remove one, or take a removal back."""
        old = data.draw(st.sampled_from(self._open_ends()))
        change = attrs.evolve(entry, exercise=old.exercise, on=old.on, replaces=old.id, removed=removed)
        self._expect(change)
        assert self.store.append(change) == self.made[-1]

    @precondition(lambda self: self._counting())
    @rule(data=st.data(), done=SETS)
    def add_set(self, data: st.DataObject, done: SetDone) -> None:
        """Add a set to one that counts."""
        old = data.draw(st.sampled_from(self._counting()))
        self.made[old.id - 1] = attrs.evolve(old, sets=(*old.sets, done))
        assert self.store.append_set(old.id, done) == self.made[old.id - 1]

    @rule()
    def reopen(self) -> None:
        """Close and open again."""
        self.store.close()
        self.store = self.open()

    @invariant()
    def agrees(self) -> None:
        """Everything read agrees with the list."""
        assert self.store.all_entries() == tuple(self.made)
        counting = sorted(self._counting(), key=lambda one: (one.on, one.id))
        assert self.store.entries() == tuple(counting)
        for exercise in "ab":
            own = [one for one in counting if one.exercise == exercise]
            assert self.store.history(exercise) == tuple(own)
            assert self.store.history(exercise, 2) == tuple(own[-2:])
        assert self.store.quick_check() == ()


@pytest.mark.slow
def test_the_log_is_as_a_list_would_be(anew: Callable[[], Callable[[], Store]]) -> None:
    """Whatever is logged, corrected, removed and taken back in whatever order."""
    few = settings(max_examples=20, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(lambda: LogMachine(anew()), settings=few)
