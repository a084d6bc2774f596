"""A form with a file, piece by piece: what browsers send is read to the byte, everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from overload.errors import DataError
from overload.web.uploads import parse_upload

KIND = "multipart/form-data; boundary=----Web7Kit"


def multipart(fields: dict[str, str], content: bytes | None = None, boundary: str = "----Web7Kit") -> bytes:
    """Return the body that a browser sends."""
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if content is not None:
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="log.csv"\r\nContent-Type: text/csv'
        )
        pieces.append(f"{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(pieces) + f"--{boundary}--\r\n".encode()


@given(st.dictionaries(st.from_regex(r"[a-z-]{1,9}", fullmatch=True), st.text(max_size=30), max_size=5), st.binary())
@example({}, b"\r\n\r\n--x\r\n--")
def test_what_is_sent_comes_out(fields, content) -> None:
    """Fields and file are those that went in, whatever bytes the file has."""
    fields = {name: value.replace("\x00", "") for name, value in fields.items() if name != "file"}
    fields = {name: value.encode("utf-8", "ignore").decode() for name, value in fields.items()}
    upload = parse_upload(KIND, multipart(fields, content))
    assert dict(upload.form.fields) == fields
    assert upload.content == content


@given(st.binary(max_size=400))
def test_no_bytes_are_more_than_refused(body) -> None:
    """Whatever comes is a form or a DataError."""
    try:
        parse_upload(KIND, b"------Web7Kit\r\n" + body)
    except DataError:
        return


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (KIND, b""),
        (KIND, multipart({"a": "1"})[:-6]),
        (KIND, multipart({"a": "1"}, boundary="other")),
        (KIND, multipart({"a": "1"}) + multipart({"a": "2"})),
        (KIND, multipart({"a": "\x00"})),
        (KIND, b'------Web7Kit\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n------Web7Kit--\r\n'),
        (KIND, b'------Web7Kit\r\nContent-Disposition: form-data; name="../a"\r\n\r\n1\r\n------Web7Kit--\r\n'),
        (KIND, multipart({f"a{n}": "1" for n in range(1100)})),
        ("multipart/form-data", multipart({"a": "1"})),
        ("multipart/form-data; boundary=", multipart({"a": "1"})),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(kind, body) -> None:
    """Cut off, twice, of another boundary, with names that are none."""
    with pytest.raises(DataError):
        parse_upload(kind, body)
