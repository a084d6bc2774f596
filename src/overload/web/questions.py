"""What a page asks about the log: an entry that may have been meant otherwise, a button for each thing it can mean."""

from __future__ import annotations

import attrs

from overload.model.notation import Meaning, write_sets
from overload.moments import long_day_words
from overload.plan.doubts import Doubt


@attrs.frozen
class Question:
    """An entry in doubt as a page shows it: what is written, what is odd, and (value, words) for each answer."""

    text: str
    why: str
    answers: tuple[tuple[str, str], ...]


def question(doubt: Doubt, name: str) -> Question:
    """Return the question about an entry of the exercise of that name; its answers have the values `web.work` reads."""
    entry = doubt.entry
    answers = [(f"answer-{entry.id}-{number}", Meaning(sets).words) for number, sets in enumerate(doubt.meant)]
    if not entry.unread:
        answers.append((f"answer-{entry.id}-keep", "Right as it is"))
    written = entry.unread or write_sets(entry.sets)
    why = f"{doubt.why[:1].upper()}{doubt.why[1:]}."
    return Question(f"{name}, {long_day_words(entry.on)}: {written}", why, tuple(answers))
