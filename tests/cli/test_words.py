"""Dates, times, exercises and commands as people write them, on every command alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MONDAY, THURSDAY = "2026-11-23T19:00", "2026-11-26T12:00"
ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def path(folder) -> Path:
    """A training folder with push, pull and legs on Monday, Wednesday and Friday."""
    return folder("--calendar", "ppl", "--dumbbells", "bowflex-552", "--load", "row=22.5lb")


class TestDays:
    """Every command reads the same words for a day."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("yesterday", "2026-11-25"),
            ("mon", "2026-11-23"),
            ("Thu", "2026-11-26"),
            ("Wed 25 Nov", "2026-11-25"),
            ("25 nov", "2026-11-25"),
            ("25.11.", "2026-11-25"),
            ("2026-11-25", "2026-11-25"),
        ],
    )
    def test_what_was_done_is_in_the_past(self, path, overload, written: str, meant: str) -> None:
        """`log --on mon` is the last Monday; `log edit --on` and `--since` look back as well."""
        done = overload(path, "log", "row", "22.5x10,9,9", "--on", written, now=THURSDAY)
        assert done.code in {0, 3}, done.err
        assert overload(path, "log", "list", "--json", now=THURSDAY).data[0]["date"] == meant
        assert overload(path, "log", "edit", "1", "--on", written, now=THURSDAY).code == 0
        assert len(overload(path, "log", "list", "--since", written, "--json", now=THURSDAY).data) == 1
        assert overload(path, "progress", "--since", written, now=THURSDAY).code == 0

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            (("tomorrow",), "away Fri 27 Nov 2026"),
            (("mon", "fri"), "away Mon 30 Nov to Fri 4 Dec 2026"),
            (("20", "dec", "to", "3", "jan"), "away Sun 20 Dec 2026 to Sun 3 Jan 2027"),
            (("Mon 30 Nov to Fri 4 Dec 2026",), "away Mon 30 Nov to Fri 4 Dec 2026"),
            (("2026-11-30", "2026-12-04"), "away Mon 30 Nov to Fri 4 Dec 2026"),
        ],
    )
    def test_what_is_planned_is_in_the_future(self, path, overload, written, meant: str) -> None:
        """`away add mon` is the next Monday."""
        assert overload(path, "away", "add", *written, now=THURSDAY).out.splitlines()[0] == meant

    @pytest.mark.parametrize(
        "session", ["s3", "fri", "Fri 27 Nov", "Fri 27 Nov 18:00", "2026-11-27", "tomorrow", "Legs"]
    )
    def test_a_session_by_any_of_its_names(self, path, overload, session: str) -> None:
        """An id, a day, a day with its time and the day's name all mean one session, to `explain` and to `move`."""
        assert overload(path, "explain", session, now=THURSDAY).out.startswith("s3 Legs: Fri 27 Nov 18:00\n")
        moved = overload(path, "move", session, "sat", "6:30 pm", now=THURSDAY)
        assert moved.out.splitlines()[0] == "moved s3 Legs to Sat 28 Nov 18:30"

    def test_a_day_that_may_be_two_is_refused(self, path, overload) -> None:
        """With the line to write, on each command."""
        for words in (
            ("log", "row", "--done", "--on", "3/4"),
            ("log", "list", "--since", "3/4"),
            ("move", "s3", "3/4"),
        ):
            done = overload(path, *words, now=THURSDAY)
            assert (done.code, "'3/4' could be either of two days; write '3 apr' or '4 mar'" in done.err) == (
                2,
                True,
            ), done.err

    @pytest.mark.parametrize("written", ["week", "next week", "2026-W49", "week 49", "week 49 of 2026", "2 dec"])
    def test_weeks(self, path, overload, written: str) -> None:
        """A week is named as it is printed, by its number, or from this one."""
        found = overload(path, "explain", written, "--json", now=THURSDAY)
        assert found.code == 0, found.err
        assert {one["date"][:7] for one in found.data} <= {"2026-11", "2026-12"}

    def test_people_read_no_iso_dates(self, path, overload) -> None:
        """No command prints an ISO date to people; those stand in JSON and files."""
        overload(path, "log", "row", "22.5x10,9,9", now=MONDAY)
        overload(path, "log", "row", "22.5x10,10,9", "--on", "tue", now=THURSDAY)
        for line in ("next", "week", "log list", "log show 1", "progress", "progress row", "explain row",
                     "explain week", "away add tomorrow sun", "away list", "undo", "runs", "check", "feed show",
                     "report", "volume",
                     "log --unwell --on yesterday", "move s3 sat 6pm", "log row 10 --on 2027-01-01",
                     "log --done --on 2026-11-20", "away add 2026-12-05 2026-12-01"):  # fmt: skip
            done = overload(path, *line.split(), now=THURSDAY)
            assert not ISO.search(done.out + done.err), (line, done.out, done.err)


class TestTimes:
    """Times of day are read alike on the command line and in plan.toml."""

    @pytest.mark.parametrize("written", ["6pm", "18.00", "18h", "1800", "6:00 pm"])
    def test_six_in_the_evening(self, path, overload, tmp_path, written: str) -> None:
        """`move`, `init --time` and plan.toml take what people write."""
        assert "to Sat 28 Nov 18:00" in overload(path, "move", "s3", "sat", *written.split(), now=THURSDAY).out
        other = tmp_path / "other"
        assert overload("init", other, "--yes", "--zone", "UTC", "--time", written).code == 0
        plan = path / "plan.toml"
        plan.write_text(re.sub(r"(?m)^days = .*", f'days = {{ mon = "{written}" }}', plan.read_text("utf-8")), "utf-8")
        assert overload(path, "week", now=THURSDAY).code in {0, 3}


class TestExercises:
    """An exercise is named by its id, its name, an alias or an unambiguous beginning."""

    @pytest.mark.parametrize("written", ["dumbbell-row", "Dumbbell row", "row", "dumbbell ro", "ROW"])
    def test_on_every_command(self, path, overload, written: str) -> None:
        """`log`, `log list`, `progress`, `explain`, `rules try` and `init --load` read the same names."""
        assert overload(path, "log", written, "22.5x10,9,9", now=MONDAY).out.startswith("logged dumbbell-row")
        assert overload(path, "log", "list", written, now=MONDAY).code == 0
        assert overload(path, "progress", written, now=MONDAY).out.startswith("Dumbbell row")
        assert overload(path, "explain", written, now=MONDAY).out.startswith("Dumbbell row")
        tried = ("rules", "try", "linear", "--exercise", written, "--ladder", "10,12,14", "--start", "10")
        assert overload(path, *tried).code == 0
        assert overload("init", path.parent / "new", "--yes", "--zone", "UTC", "--load", f"{written}=20kg").code == 0

    def test_in_a_plan_the_key_is_named(self, path, overload) -> None:
        """plan.toml wants the id, and says which for what people write."""
        plan = path / "plan.toml"
        before = plan.read_text("utf-8")
        assert "\ndumbbell-row =" in before
        for written in ("row", "'Dumbbell row'", "one-arm-row"):
            plan.write_text(before.replace("\ndumbbell-row =", f"\n{written} ="), "utf-8")
            assert "did you mean 'dumbbell-row'?" in overload(path, "week").err, written

    def test_a_day_by_what_it_is_called(self, path, overload) -> None:
        """`[days.pull]` is the day called Pull, whatever the case."""
        plan = path / "plan.toml"
        before = plan.read_text("utf-8")
        for written in ("pull", "Pull", "back", "LEGS"):
            plan.write_text(f"{before}\n[days.{written}]\ntext = 'what I do'\n", "utf-8")
            assert overload(path, "week").code == 0


class TestCommands:
    """What people call a command."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("today", "next"),
            ("history", "log list"),
            ("stats", "progress"),
            ("why row", "explain row"),
        ],
    )
    def test_other_words(self, path, overload, written: str, meant: str) -> None:
        """Some words are understood: they do what the command of that meaning does."""
        asked, same = (overload(path, *line.split(), now=MONDAY) for line in (written, meant))
        assert (asked.code, asked.out) == (same.code, same.out)

    @pytest.mark.parametrize(
        ("written", "named"),
        [("done", "overload log --done"), ("delete", "overload log remove"), ("tomorrow", "overload week"),
         ("sick", "overload log --unwell"), ("holiday", "overload away add"), ("edit", "overload log edit"),
         ("nxt", "did you mean 'next'?")],
    )  # fmt: skip
    def test_the_right_one_is_named(self, path, overload, written: str, named: str) -> None:
        """Others are answered with the line to write."""
        done = overload(path, written, now=MONDAY)
        assert (done.code, named in done.err) == (2, True), done.err

    def test_undo_takes_back_the_last_deed(self, path, overload) -> None:
        """Entries and decisions are taken back, the last one first even within a second, and it says what."""
        for line in ("log row 22.5x10,9,9 --on mon", "move s3 sat 6pm", "log row 22.5x10,10,9 --on tue", "skip s3"):
            done = overload(path, *line.split(), now=THURSDAY)
            assert done.code in {0, 3}, done.err
        said = [overload(path, "undo", now=THURSDAY).out.splitlines()[0] for _ in range(4)]
        assert said == [
            "undone: skip s3",
            "undone: dumbbell-row 22.5lbx10,10,9 on Tue 24 Nov 2026 (no longer counts)",
            "undone: move s3 to Sat 28 Nov 18:00",
            "undone: dumbbell-row 22.5lbx10,9,9 on Mon 23 Nov 2026 (no longer counts)",
        ]
        assert overload(path, "undo", now=THURSDAY).code == 2
        assert not overload(path, "log", "list", "--json", now=THURSDAY).data

    def test_log_undo_keeps_to_the_log(self, path, overload) -> None:
        """A decision that came after the entry is left alone by `log undo`."""
        overload(path, "log", "row", "22.5x10,9,9", now=THURSDAY)
        overload(path, "move", "s3", "sat", now=THURSDAY)
        assert "undone: dumbbell-row" in overload(path, "log", "undo", now=THURSDAY).out
        assert "undone: move s3" in overload(path, "undo", now=THURSDAY).out
