"""The weekly report as one page of HTML that needs nothing else: to mail, to open, to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from overload.report.weekly import Section, WeekReport

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem;
  background: #fff; color: #1b1b1b; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #c8c8c8; }
table { border-collapse: collapse; width: 100%; } td { padding: .3rem .8rem .3rem 0; vertical-align: top; }
td:first-child { white-space: nowrap; color: #555; width: 1%; } small { color: #444; display: block; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
@media (prefers-color-scheme: dark) {
  body { background: #161616; color: #e6e6e6; } h2 { border-color: #444; } td:first-child, small { color: #b4b4b4; } }
@media print { body { margin: 0; max-width: none; } }
"""


def as_html(report: WeekReport) -> str:
    """Return the report as a whole page: UTF-8, styles inside, no scripts, nothing loaded from anywhere."""
    parts = "\n".join(part for section in report.sections for part in _section(section))
    heading = escape(report.heading)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{heading}</h1>
{parts}
</body>
</html>"""


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.heading)}</h2>"
    if section.lines:
        yield "<table>"
        for line in section.lines:
            details = "".join(f"<small>{escape(detail)}</small>" for detail in line.details)
            yield f"<tr><td>{escape(line.when)}</td><td>{escape(line.title)}{details}</td></tr>"
        yield "</table>"
    if section.words:
        yield "<ul>" + "".join(f"<li>{escape(words)}</li>" for words in section.words) + "</ul>"
