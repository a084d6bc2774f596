"""How text is laid out for reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overload.cli.output import wrapped

WORDS = st.text(st.characters(categories=["L", "N", "P"], codec="ascii"), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=12), st.integers(1, 80), st.integers(0, 6), st.integers(0, 14))
def test_no_word_is_broken_at_any_width(words: list[str], width: int, indent: int, hang: int) -> None:
    """Whatever the width, every word comes whole and in order, and only a word too long by itself is wider."""
    lines = wrapped(" " * indent + " ".join(words), width, hang)
    assert [word for line in lines for word in line.split()] == words
    for line in lines:
        assert len(line) <= width or len(line.split()) == 1
