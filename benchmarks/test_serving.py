"""The server under load, beside a bare Starlette endpoint behind the same uvicorn in the same run."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from overload.web.server import listen
async def answer(request): return Response(status_code=304, headers={"etag": '"x"'})
app = Starlette(routes=[Route("/f/{token}/{name}", answer)])
listening = listen("127.0.0.1", 0)
print(f":{listening.getsockname()[1]};", flush=True)
uvicorn.Server(uvicorn.Config(app, http="h11", access_log=False, log_config=None)).run(sockets=[listening])
"""


def _start(*words: str) -> tuple[subprocess.Popen[str], int]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True, env=environment)
    return process, int(re.search(r":(\d+);", process.stdout.readline())[1])


def _rate(port: int, path: str, etag: str, count: int = 1500) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    for _ in range(count):
        connection.request("GET", path, headers={"If-None-Match": etag})
        response = connection.getresponse()
        response.read()
        assert response.status == 304
    rate = count / (time.perf_counter() - began)
    connection.close()
    return rate


def test_unchanged_feeds_are_told_so_as_fast_as_anything(benchmark: Any, tmp_path: Path) -> None:
    """304s of the server at 80 % or more of the rate of a bare endpoint."""
    home = tmp_path / "training"
    run = [sys.executable, "-m", "overload"]
    subprocess.run([*run, "init", home, "--yes", "--zone", "UTC"], check=True, capture_output=True)
    added = [*run, "-C", home, "link", "add", "--no-qr", "--base-url", "http://x"]
    link = re.search(r"http://x(/\S+)", subprocess.run(added, check=True, capture_output=True, text=True).stdout)[1]
    ours, port = _start("-m", "overload", "-C", str(home), "serve", "--port", "0")
    bare, other = _start("-c", BARE)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", link)
        etag = connection.getresponse().headers["etag"]
        connection.close()
        rates = [(_rate(port, link, etag), _rate(other, "/f/x/y.ics", '"x"')) for _ in range(5)]
        benchmark.pedantic(_rate, args=(port, link, etag, 300), rounds=3)
    finally:
        ours.terminate()
        bare.terminate()
        ours.communicate()
        bare.communicate()
    ratio = sorted(mine / theirs for mine, theirs in rates)[2]
    benchmark.extra_info["304s a second"] = round(max(mine for mine, _ in rates))
    benchmark.extra_info["share of a bare endpoint"] = round(ratio, 2)
    sys.stderr.write(f"\n304s: {ratio:.2f} of the rate of a bare Starlette endpoint (bar: 0.80)\n")
