"""A real VS Code, served on loopback by code-server, until the last of its processes is gone."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.editor.prerequisites import Prerequisites

_START_SECONDS = 60
_END_SECONDS = 15
_POLL_SECONDS = 0.05
_ARE_YOU_THERE = 0
_LISTENING = re.compile(r"HTTP server listening on (http://127\.0\.0\.1:\d+)/")

# Everything that would ask the network, or stand in the way of what is tested, is off.
_QUIET_SETTINGS = {
    "breadcrumbs.enabled": False,
    "chat.disableAIFeatures": True,
    "editor.fontSize": 13,
    "editor.minimap.enabled": False,
    "editor.occurrencesHighlight": "off",
    "extensions.autoCheckUpdates": False,
    "extensions.autoUpdate": False,
    "extensions.ignoreRecommendations": True,
    "remote.autoForwardPorts": False,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "telemetry.telemetryLevel": "off",
    # Terminals without the user's own shell, its start-up files and its history.
    "terminal.integrated.defaultProfile.linux": "bash",
    "terminal.integrated.gpuAcceleration": "off",
    "terminal.integrated.initialHint": False,
    "terminal.integrated.profiles.linux": {
        "bash": {"path": "/bin/bash"},
        "plain": {"path": "/bin/sh"},
    },
    "terminal.integrated.stickyScroll.enabled": False,
    "terminal.integrated.suggest.enabled": False,
    "update.mode": "none",
    "window.autoDetectColorScheme": True,
    "window.commandCenter": False,
    "workbench.enableExperiments": False,
    "workbench.layoutControl.enabled": False,
    "workbench.preferredDarkColorTheme": "Default Dark Modern",
    "workbench.preferredLightColorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.settings.enableNaturalLanguageSearch": False,
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}


class CodeServerError(Exception):
    """code-server did not start, or would not end."""


@contextmanager
def code_server(
    prerequisites: Prerequisites,
    folder: Path,
    *,
    search_path: str,
    base_url: str,
    machine_settings: Mapping[str, object] | None = None,
    more_extensions: Sequence[Path] = (),
) -> Iterator[str]:
    """Run code-server with the extension installed; yield its address.

    Args:
        prerequisites: what is run.
        folder: empty; home, profile, extensions and log go below it.
        search_path: the PATH that the extension sees.
        base_url: where the language server sends keys.
        machine_settings: those that neither a workspace nor the browser's side can set.
        more_extensions: packages that are installed beside the extension.
    """
    environment = {
        "PATH": search_path,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LANG": "C.UTF-8",
        # A login shell would put Pythons of its own on the PATH; this one says nothing.
        "SHELL": shutil.which("true") or "/bin/true",
        "EXTENSIONS_GALLERY": "{}",
        "OPENROUTER_BASE_URL": base_url,
    }
    command = [
        str(prerequisites.node), str(prerequisites.code_server),
        "--user-data-dir", str(folder / "user-data"),
        "--extensions-dir", str(folder / "extensions"),
    ]  # fmt: skip
    (folder / ".bashrc").write_text("PS1='$ '\n")
    for name, settings in (("User", _QUIET_SETTINGS), ("Machine", machine_settings or {})):
        profile = folder / "user-data" / name
        profile.mkdir(parents=True)
        (profile / "settings.json").write_text(json.dumps(settings))
    packages = (prerequisites.vsix, *more_extensions)
    subprocess.run(
        [*command, *(f"--install-extension={package}" for package in packages)],
        env=environment, cwd=folder, check=True, capture_output=True, timeout=_START_SECONDS,
    )  # fmt: skip
    log = folder / "code-server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *command, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry",
                "--disable-update-check", "--disable-getting-started-override",
                "--reconnection-grace-time", "5",
            ],
            env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        yield _wait_for_address(process, log)
    finally:
        _end_all(process)


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = _LISTENING.search(log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(_POLL_SECONDS)
    raise CodeServerError(f"code-server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End code-server and all that it started; it ends its children where it is asked politely."""
    group = process.pid
    for politeness in (signal.SIGTERM, signal.SIGKILL):
        if _signal(group, politeness):
            deadline = time.monotonic() + _END_SECONDS
            while time.monotonic() < deadline and _signal(group, _ARE_YOU_THERE):
                process.poll()
                time.sleep(_POLL_SECONDS)
    process.wait(_END_SECONDS)
    if _signal(group, _ARE_YOU_THERE):
        raise CodeServerError(f"processes of group {group} are still there")


def _signal(group: int, which: int) -> bool:
    """Send a signal to a group of processes; tell whether there is any process in it."""
    try:
        os.killpg(group, which)
    except ProcessLookupError:
        return False
    return True
