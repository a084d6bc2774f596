"""Pages as bytes: templates with everything escaped, and static files under names that change with what is in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import attrs
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from overload.web.pictures import map_of, picture_that_moves, picture_that_stands

_HERE: Final = Path(__file__).parent
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
}
_STRING: Final = r"""(?P<kept>"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)"""
_SPACES_IN_JS: Final = re.compile(rf"{_STRING}|/\*.*?\*/| (?![\w$+-])|(?<![\w$+-]) ")
_SPACES_IN_CSS: Final = re.compile(rf"{_STRING}|\s*\n\s*|(?<=[{{}};,:])\s+|\s+(?=[{{}};,])")


@attrs.frozen
class Static:
    """A file that pages load: its bytes and their type."""

    body: bytes
    type: str


@lru_cache(maxsize=1)
def static_files() -> Mapping[str, Static]:
    """Return the static files by the address pages call them by."""
    files = sorted((_HERE / "static").iterdir())
    return {static_address(file.name): Static(_sent(file.name), _TYPES[file.suffix]) for file in files}


@lru_cache
def _sent(name: str) -> bytes:
    """Return what is sent of a static file: all but comments, indents and spaces, which only we read."""
    whole = (_HERE / "static" / name).read_bytes()
    if name.endswith(".js"):
        lines = (line.strip() for line in whole.decode().splitlines())
        # A line remains a line: its end may be what ends a statement.
        told = (_without_spaces(_SPACES_IN_JS, line) for line in lines if not line.startswith("//"))
        return "\n".join(line for line in told if line).encode()
    if name.endswith(".css"):
        return _without_spaces(_SPACES_IN_CSS, whole.decode()).strip().replace(";}", "}").encode()
    return whole


def _without_spaces(spaces: re.Pattern[str], text: str) -> str:
    """Return a text without the spaces that mean nothing; strings stand as they are."""
    return spaces.sub(lambda found: found["kept"] or "", text)


@lru_cache
def static_address(name: str) -> str:
    """Return the address of a static file: `/static/0123456789abcdef-style.css`."""
    digest = hashlib.sha256(_sent(name)).hexdigest()[:16]
    return f"/static/{digest}-{name}"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,  # a slip in a template is an error in a test, and no gap in a page
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals["static"] = static_address
    found.globals["moving"] = picture_that_moves
    found.globals["standing"] = picture_that_stands
    found.globals["map_of"] = map_of
    return found


def worker() -> bytes:
    """Return the service worker, which has an address that stays."""
    return _sent("worker.js")


def manifest(address: str) -> bytes:
    """Return what a browser has to know to install the page of an athlete, which is at `address`."""
    sizes = {"icon.svg": "any", "icon-180.png": "180x180", "icon-512.png": "512x512"}
    icons = [
        {"src": static_address(name), "sizes": size, "type": _TYPES[Path(name).suffix].partition(";")[0]}
        for name, size in sizes.items()
    ]
    told = {"name": "Training", "short_name": "Training", "start_url": address, "scope": "/", "display": "standalone"}
    colours = {"background_color": "#f6f5f2", "theme_color": "#1f5c4a"}
    return json.dumps({**told, **colours, "icons": icons}).encode()


def page(template: str, **values: object) -> bytes:
    """Return a page, UTF-8."""
    # A name in a plan may hold half a character (a lone surrogate), which UTF-8 cannot.
    return _templates().get_template(f"{template}.html").render(**values).encode(errors="replace")


def message_page(heading: str, *lines: str, back: str = "") -> bytes:
    """Return a page that says one thing."""
    return page("message", heading=heading, lines=lines, back=back)
