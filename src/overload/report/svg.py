"""Small line charts as SVG that stands in a page: colours come from its style sheet, nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

WIDTH, HEIGHT, EDGE = 320, 80, 6


def line_svg(points: Sequence[tuple[date, float]], title: str) -> str:
    """Return figures by date, ascending, as a line with a title for those who cannot see it; '' for less than two."""
    if len(points) < 2:
        return ""
    low, high = min(value for _, value in points), max(value for _, value in points)
    days = max(1, (points[-1][0] - points[0][0]).days)
    spots = [
        (
            EDGE + (day - points[0][0]).days / days * (WIDTH - 2 * EDGE),
            # SVG counts downwards; a figure that never changed is a line through the middle.
            EDGE + ((high - value) / (high - low) if high > low else 0.5) * (HEIGHT - 2 * EDGE),
        )
        for day, value in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in spots)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(title)}</title>'
        f'<polyline points="{line}"/>{dots}</svg>'
    )
