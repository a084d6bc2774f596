"""Text as iCalendar can carry it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.ical.text import block, category, escape, finish, fold, identity, link, one_line
from overload.ical.writing import duration

ANY = st.text(st.characters(), max_size=400)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=400))
def test_folding_can_be_undone(line: str) -> None:
    """Folded lines have at most 75 octets each, every piece is whole characters, and unfolding gives the line back."""
    pieces = fold(line).split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert all(len(piece) + (place > 0) <= 75 for place, piece in enumerate(pieces))


def test_a_line_of_75_octets_is_not_folded() -> None:
    """Exactly 75 octets fit on a line, 76 do not."""
    assert fold("x" * 75) == b"x" * 75
    assert fold("x" * 76) == b"x" * 75 + b"\r\n x"


def test_folds_keep_away_from_spaces() -> None:
    """A space at the end of a line is lost in some parsers, so the fold is made within a word."""
    folded = fold("four word " * 30)
    assert all(not piece.startswith(b" ") and not piece.endswith(b" ") for piece in folded.split(b"\r\n ")[:-1])


@given(ANY)
def test_cleaned_text_is_writable_and_stays(text: str) -> None:
    """Cleaned text is valid UTF-8 without control characters, and cleaning it again changes nothing."""
    clean = block(text)
    assert clean.encode().decode() == clean
    assert not any(ord(one) < 32 and one != "\n" for one in clean)
    assert block(clean) == clean
    assert one_line(one_line(text)) == one_line(text)
    assert len(one_line(text)) <= 200
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"])
def test_every_kind_of_line_break_is_a_newline(end: str) -> None:
    """Whatever ends a line somewhere ends it here."""
    assert block(f"one{end}two") == "one\ntwo"


def test_escapes() -> None:
    """Backslash, semicolon, comma and newline are escaped, a colon and quotes are not."""
    assert escape('a\\b;c,d\ne:"f"') == 'a\\\\b\\;c\\,d\\ne:"f"'


def test_the_last_pass_lets_nothing_through() -> None:
    """What slipped through to the serialised text still cannot begin a line or leave a control character."""
    assert finish("A:1\r\nB:x\ny\rz\x00\u2028\ud800\r\n\r\nC:3") == "A:1\r\nB:x\\nyz\ufffd\r\nC:3\r\n".encode()


def test_identity_and_link() -> None:
    """A UID is plain characters; an address keeps its signs and has nothing a URI cannot hold."""
    assert identity("s1@a\r\nX:é") == "s1@aX"
    assert link(" https://example.org/a b?c=1,2;d#e\r\nX:1") == "https://example.org/ab?c=1,2;d#eX:1"
    assert link("https://example.org/100%?a=%C3%A9") == "https://example.org/100%25?a=%C3%A9"


def test_category() -> None:
    """A category holds nothing that needs an escape."""
    assert category("a, b;c\\d\r\ne") == "a b c d e"


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(minutes=-30), "-PT30M"),
        (timedelta(days=-9), "-P9D"),
        (timedelta(days=1, hours=2, seconds=3), "P1DT2H0M3S"),
        (timedelta(weeks=1), "P7D"),
    ],
)
def test_durations_are_valid(length: timedelta, written: str) -> None:
    """Zero has a part, and weeks are days: both are what RFC 5545 allows."""
    assert duration(length) == written
