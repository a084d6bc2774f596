"""What plugins log and warn of is for their authors: it must not end up in the mail that cron sends."""

from __future__ import annotations

import logging


def keep_quiet() -> None:
    """Let nothing that is logged, or warned of, reach standard error by itself; handlers of a plugin's own stay."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())
    logging.captureWarnings(capture=True)
