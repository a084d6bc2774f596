"""A form with a file in it (RFC 7578), read piece by piece: what is no such form is refused."""

from __future__ import annotations

import re
from typing import Final

import attrs

from overload.web.forms import MOST_FIELDS, Form, refused

_BOUNDARY: Final = re.compile(
    r"""multipart/form-data\s*;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*""", re.ASCII | re.IGNORECASE
)
_NAME: Final = re.compile(rb"(?:^|\r\n)content-disposition:\s*form-data;\s*name=\"([\w-]{1,60})\"", re.IGNORECASE)
_FILE: Final = "file"


@attrs.frozen
class Upload:
    """A form, and the bytes of the file that came with it; none where none was chosen."""

    form: Form
    content: bytes


def parse_upload(content_type: str, body: bytes) -> Upload:
    """Read `multipart/form-data`. Raises DataError for what is not, or names a field twice."""
    found = _BOUNDARY.fullmatch(content_type.strip())
    if found is None:
        raise refused("cannot be read")
    mark = b"\r\n--" + found[1].encode()
    first, *pieces = (b"\r\n" + body).split(mark)
    last = pieces.pop() if pieces else b""
    if first or not last.startswith(b"--") or len(pieces) > MOST_FIELDS:
        raise refused("cannot be read")
    fields: dict[str, bytes] = {}
    for piece in pieces:
        head, gap, content = piece.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if not gap or name is None:
            raise refused("cannot be read")
        if name[1].decode() in fields:
            raise refused("names a field twice")
        fields[name[1].decode()] = content
    file = fields.pop(_FILE, b"")
    return Upload(Form({name: _text(value) for name, value in fields.items()}), file)


def _text(value: bytes) -> str:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise refused("cannot be read") from None
    if "\x00" in text:
        raise refused("has characters that cannot be typed")
    return text
