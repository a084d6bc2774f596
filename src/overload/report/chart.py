"""Charts of plain text: lines of braille dots with their scale, as wide as they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from overload.moments import day_words, full_day_words

# A braille character is two dots wide and four high; Unicode numbers it by these bits (0x40 and 0x80 came later).
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK: Final = 0x2800


def line_chart(points: Sequence[tuple[date, float]], width: int = 60, height: int = 8) -> list[str]:
    """Return a chart of figures by date, ascending: its scale at the left, first and last date below; [] for none."""
    if not points:
        return []
    low, high = min(value for _, value in points), max(value for _, value in points)
    labels = (f"{high:.0f}" if high >= 10 else f"{high:.1f}", f"{low:.0f}" if low >= 10 else f"{low:.1f}")
    left = max(map(len, labels))
    columns = max(10, width - left - 2)
    cells = [[0] * columns for _ in range(height)]
    dots = [_place(day, value, points, low, high, 2 * columns - 1, 4 * height - 1) for day, value in points]
    # A single day is joined with itself, so that it is a dot and not nothing.
    for start, end in zip(dots, dots[1:] or dots, strict=False):
        for x, y in _between(start, end):
            cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
    rows = ["".join(chr(_BLANK + cell) if cell else " " for cell in row) for row in cells]
    scale = [labels[0], *[""] * (height - 2), labels[1]]
    lines = [f"{label:>{left}} │{row}".rstrip() for label, row in zip(scale, rows, strict=True)]
    lines.append(f"{'':>{left}} └{'─' * columns}")
    lines.append(f"{'':>{left}}  {_dates(points, columns)}".rstrip())
    return lines


def _dates(points: Sequence[tuple[date, float]], columns: int) -> str:
    """Write the first and the last day below a chart, as long as there is room for them."""
    ends = [day for day, _ in (points if len(points) < 2 else (points[0], points[-1]))]
    for said in ([full_day_words(day) for day in ends], [day_words(day) for day in ends]):
        if sum(map(len, said)) + len(said) <= columns + 1:
            return said[0] if len(said) < 2 else f"{said[0]}{said[1]:>{columns - len(said[0])}}"
    return ""


def _place(  # noqa: PLR0913, PLR0917 - a point, and the frame it is put into
    day: date, value: float, points: Sequence[tuple[date, float]], low: float, high: float, right: int, bottom: int
) -> tuple[int, int]:
    days = (points[-1][0] - points[0][0]).days
    x = round((day - points[0][0]).days / days * right) if days else 0
    y = round((high - value) / (high - low) * bottom) if high > low else bottom // 2
    return x, y


def _between(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    return [
        (round(start[0] + (end[0] - start[0]) * at / steps), round(start[1] + (end[1] - start[1]) * at / steps))
        for at in range(steps + 1)
    ]


def bar(value: float, most: float, width: int = 20) -> str:
    """Return a bar for a value of `most`, in eighths of a character."""
    eighths = round(max(0.0, min(value, most)) / most * width * 8) if most else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")
