"""The simulator in the foreground of a shell."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from openrouter_lsp.simulator.command import simulate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openrouter_lsp.simulator import Simulator

PROGRAM = (
    "import sys; from openrouter_lsp.simulator.command import simulate; "
    "sys.exit(simulate(int(sys.argv[1])))"
)


@contextmanager
def running() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run it on a free port; give the process and what it printed up to its last line."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        printed: list[str] = []
        try:
            for line in process.stdout:
                printed.append(line)
                if line.startswith("Ctrl-C"):
                    break
            yield process, "".join(printed)
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_asked_to_end(number: signal.Signals) -> None:
    with running() as (process, printed):
        base_url = re.search(
            r"export OPENROUTER_BASE_URL=(http://127\.0\.0\.1:\d+/api/v1)", printed
        )
        assert base_url is not None
        rows = dict(
            re.findall(r"^  (\S.*?)  +\S.*\n +(sk-or-v1-[0-9a-f]{64})$", printed, re.MULTILINE)
        )
        assert len(rows) > 15
        statuses = {
            name: httpx.get(
                f"{base_url[1]}/key",
                headers={"Authorization": f"Bearer {rows[name]}"},
                trust_env=False,
            ).status_code
            for name in ("valid", "one minute", "expired, old", "rate limited", "server error")
        }
        process.send_signal(number)
        rest, errors = process.communicate(timeout=10)
    assert statuses == {
        "valid": 200,
        "one minute": 200,
        "expired, old": 401,
        "rate limited": 429,
        "server error": 500,
    }
    assert (process.returncode, rest, errors) == (0, "", "")


def test_the_port_is_in_use(sim: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert simulate(sim.port) == 2
    out, err = capsys.readouterr()
    assert out == ""
    reason = os.strerror(errno.EADDRINUSE)
    assert err == f"Port {sim.port} on 127.0.0.1 cannot be used: {reason}.\n"
    assert signal.getsignal(signal.SIGTERM) is before


def test_there_is_no_such_port(capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(70000) == 2
    err = capsys.readouterr().err
    assert err.startswith("Port 70000 on 127.0.0.1 cannot be used: ")
    assert err.count("\n") == 1
