"""Codes to scan, as pictures that stand in a page."""

from __future__ import annotations


def code_to_scan(address: str) -> str:
    """Return the QR code of an address as a `data:` address of a picture, dark on light whatever the page is."""
    import segno  # noqa: PLC0415 - only where a code is wanted

    return segno.make(address, error="m").svg_data_uri(dark="#000", light="#fff", border=3, scale=5)
