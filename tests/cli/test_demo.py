"""The demo, as `make demo` runs it."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openrouter_lsp.cli.demo.sample import masked
from openrouter_lsp.reporting import RULES
from openrouter_lsp.simulator.account import mint
from tests.environment import environment

_DEMO = (
    sys.executable,
    "-P",
    "-c",
    "import sys; from openrouter_lsp.cli.demo.command import demo; sys.exit(demo(*sys.argv[1:]))",
)
_PATIENCE = 60.0


def _environment(folder: Path) -> dict[str, str]:
    return environment(TMPDIR=str(folder), HOME=str(folder), PYTHONIOENCODING="utf-8")


def _children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]


def _wait_for_the_end_of(pid: int) -> None:
    """Wait until a process is gone: one that loses its editor ends by itself, if not at once."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        ended, _, _ = select.select([process], [], [], _PATIENCE)
        assert ended
    finally:
        os.close(process)


@pytest.mark.slow
def test_it_shows_every_rule_and_no_key_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    picture = tmp_path / "picture.svg"

    ran = subprocess.run(
        [*_DEMO, str(picture)],
        cwd=tmp_path,
        env=_environment(folder),
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    unseen = {rule.code for rule in RULES if f"openrouter({rule.code})" not in ran.stdout}
    # These two stand in the legend alone; key-not-ignored too, where there is no git.
    assert unseen - {"key-not-ignored"} == {"key-disabled", "key-shadowed"}
    assert all(rule.code in ran.stdout for rule in RULES)
    assert "OpenRouter key: valid" in ran.stdout
    assert "2 keys expired" in ran.stdout
    assert "openrouter-lsp check" in ran.stdout.splitlines()[-1]
    svg = picture.read_text(encoding="utf-8")
    assert "key-expired" in svg
    for shown in (ran.stdout, svg):
        assert not re.search(r"sk-or-v1-[0-9a-f]{4}", shown)
        assert "\x1b" not in shown
    assert "http" not in svg.replace("http://www.w3.org", "").replace("https://openrouter.ai", "")
    assert list(folder.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_leaves_nothing_when_it_is_interrupted(tmp_path: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        _DEMO,
        cwd=tmp_path,
        env=_environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as demo:
        end = time.monotonic() + _PATIENCE
        while not (servers := _children_of(demo.pid)) and time.monotonic() < end:
            time.sleep(0.02)
        demo.send_signal(number)
        demo.wait(_PATIENCE)

    assert demo.returncode != 0
    assert servers
    for server in servers:
        _wait_for_the_end_of(server)
    assert list(tmp_path.iterdir()) == []


def test_columns_follow_a_key_that_is_masked() -> None:
    key = mint()
    line = f'a = "{key}"  # end'
    start, end = 5, 5 + len(key)

    shown, columns = masked(line, (0, start, end, end + 1, len(line)))

    assert shown == f'a = "{key[:12]}...{key[-3:]}"  # end'
    assert columns == [0, 5, 23, 24, len(shown)]


def test_two_masked_keys_on_a_line() -> None:
    one, two = mint(), mint()

    shown, columns = masked(f"{one} {two}", (0, 73, 74, 147))

    assert columns == [0, 18, 19, 37]
    assert len(shown) == 37
