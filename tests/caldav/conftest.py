"""The servers that sessions are synced with, and a training folder connected to one."""

from life import life  # noqa: F401 - pytest finds fixtures here by their names
from real_servers import connected, server  # noqa: F401 - pytest finds fixtures here by their names
