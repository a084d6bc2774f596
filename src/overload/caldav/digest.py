"""HTTP Digest (RFC 7616), which older servers ask for."""

from __future__ import annotations

import hashlib
import os
import re
from typing import Final
from urllib.parse import SplitResult

_FIELD: Final = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_KINDS: Final = {"md5": "md5", "sha-256": "sha256"}


def digest_answer(challenge: str, method: str, url: SplitResult, user: str, password: str) -> str:
    """Return the Authorization that answers a challenge; empty where it asks for what is not known here."""
    at = challenge.lower().find("digest")
    said = {name.lower(): quoted or bare for name, quoted, bare in _FIELD.findall(challenge[at:])}
    kind = _KINDS.get(said.get("algorithm", "MD5").lower())
    asked = [word.strip() for word in said.get("qop", "").split(",")]
    if kind is None or "nonce" not in said or (asked != [""] and "auth" not in asked):
        return ""

    def hashed(*words: str) -> str:
        return hashlib.new(kind, ":".join(words).encode(), usedforsecurity=False).hexdigest()

    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    realm, nonce = said.get("realm", ""), said["nonce"]
    who, what = hashed(user, realm, password), hashed(method, path)
    fields = {"username": user, "realm": realm, "nonce": nonce, "uri": path}
    bare = {"algorithm": said["algorithm"]} if "algorithm" in said else {}
    if "auth" in asked:
        once = os.urandom(8).hex()
        fields |= {"cnonce": once, "response": hashed(who, nonce, "00000001", once, "auth", what)}
        bare |= {"qop": "auth", "nc": "00000001"}
    else:
        fields["response"] = hashed(who, nonce, what)
    if "opaque" in said:
        fields["opaque"] = said["opaque"]
    parts = [f'{name}="{value}"' for name, value in fields.items()] + [
        f"{name}={value}" for name, value in bare.items()
    ]
    return f"Digest {', '.join(parts)}"
