"""Programs that live at one memory until they are killed: an editor's server, a shell's check.

Each life has keys of its own, and tells which of them were shown to somebody before its end: what
was shown must be remembered.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from typing import IO, Any, Final, Self

from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, State
from tests.environment import unmeasured_environment

_PROGRAM: Final = (sys.executable, "-P", "-m", "openrouter_lsp")
_KEYS: Final = 5
"""Of one life."""
_WATCHDOG: Final = 60.0
"""Seconds after which a life that nothing happened in is ended, and the test fails."""


@dataclass(frozen=True, slots=True)
class Life:
    """What came of one.

    Attributes:
        shown: the keys that were shown to be accepted.
        complaints: what it said of its memory.
        killed: whether it was, or had ended by itself.
    """

    shown: frozenset[Key]
    complaints: tuple[str, ...]
    killed: bool


@dataclass
class Seat:
    """Where one program after the other lives.

    Attributes:
        folder: the workspace, of this seat alone.
        state: the state folder that all seats share.
        sim: the OpenRouter to ask.
        chance: decides when each is killed.
    """

    folder: Path
    state: Path
    sim: Simulator
    chance: Random
    keys: list[Key] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Write a `.env` of new keys, and start the program."""
        self.keys = [Key(self.sim.add(State.EXPIRING)) for _ in range(_KEYS)]
        self.folder.mkdir(exist_ok=True)
        (self.folder / ".env").write_text(self.text())
        base_url, state = self.sim.base_url, str(self.state)
        return subprocess.Popen(
            [*_PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=unmeasured_environment(OPENROUTER_BASE_URL=base_url, XDG_STATE_HOME=state),
        )

    def text(self) -> str:
        """Return what stands in the `.env`."""
        return "".join(f"KEY_{n}={key.reveal()}\n" for n, key in enumerate(self.keys))


def live_as_an_editors_server(seat: Seat) -> Life:
    """Serve an editor that has a document open, and be killed at some moment of that."""
    moment = seat.chance.choice(["started", "opened", "opened", "shown", "shown"])
    shown: set[Key] = set()
    complaints: list[str] = []
    with _Mortal(seat.start("--stdio"), seat.chance) as mortal:
        window = _Window(mortal.process, (seat.folder / ".env").as_uri(), seat.text())
        if moment == "started":
            mortal.die_within(0.8)
        window.send("initialize", window.greeting(seat.folder), number=1)
        for message in window.messages():
            if message.get("id") == 1:
                window.send("initialized", {})
                window.open()
                if moment == "opened":
                    mortal.die_within(0.25)
            lines = window.accepted_lines(message)
            shown |= {seat.keys[line] for line in lines}
            if lines and moment == "shown":
                mortal.die_within(0.05)
            if len(shown) == _KEYS:
                mortal.die_within(0.05)
            complaints += window.complaints(message)
    return Life(frozenset(shown), tuple(complaints), mortal.was_killed)


def live_as_a_check(seat: Seat) -> Life:
    """Be `openrouter-lsp check`, and be killed at some moment of that."""
    moment = seat.chance.choice(["started", "asked", "asked", "reported"])
    seat.sim.forget_requests()
    with _Mortal(seat.start("check", "--format", "json"), seat.chance) as mortal:
        begun = b""
        if moment == "started":
            mortal.die_within(0.6)
        elif moment == "asked":
            seat.sim.wait_for_requests(1, _WATCHDOG)
            mortal.die_within(0.15)
        else:
            assert mortal.process.stdout
            begun = os.read(mortal.process.stdout.fileno(), 65536)
            mortal.die_within(0.02)
        rest, err = mortal.process.communicate()
    complaints = tuple(line for line in err.decode().splitlines() if "memory of keys" in line)
    try:
        findings = json.loads(begun + rest)["findings"]
    except ValueError:  # it came no further
        findings = []
    shown = {seat.keys[one["line"] - 1] for one in findings if one["status"] == "expiring"}
    return Life(frozenset(shown), complaints, mortal.was_killed)


class _Mortal:
    """A process, and its end."""

    def __init__(self, process: subprocess.Popen[bytes], chance: Random) -> None:
        self.process = process
        self.was_killed = False
        self._chance = chance
        self._ends = [Timer(_WATCHDOG, process.kill)]
        self._ends[0].start()

    def die_within(self, seconds: float) -> None:
        """Kill it after a while, so long at the most. The first call counts."""
        if len(self._ends) == 1:
            self._ends.append(Timer(self._chance.uniform(0, seconds), self.process.kill))
            self._ends[1].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.process.wait(_WATCHDOG)
        finally:
            self.process.kill()
            for end in self._ends:
                end.cancel()
                end.join()
            self.process.communicate()
        self.was_killed = self.process.returncode < 0


class _Window:
    """One window of an editor, with one document, as its server sees it."""

    def __init__(self, process: subprocess.Popen[bytes], uri: str, text: str) -> None:
        assert process.stdin
        assert process.stdout
        self._to: IO[bytes] = process.stdin
        self._from: IO[bytes] = process.stdout
        self._uri = uri
        self._text = text

    def greeting(self, folder: Path) -> dict[str, Any]:
        """Return what `initialize` brings."""
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        return {"processId": None, "capabilities": {}, "workspaceFolders": folders}

    def open(self) -> None:
        """Open the document."""
        item = {"uri": self._uri, "languageId": "dotenv", "version": 1, "text": self._text}
        self.send("textDocument/didOpen", {"textDocument": item})

    def send(self, method: str, params: object, number: int | None = None) -> None:
        """Send a request, or without a number a notification; to a dead server, nothing."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else message | {"id": number}).encode()
        try:
            self._to.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._to.flush()
        except BrokenPipeError:
            pass

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the server sends, until its end; the last may be cut short, and is left."""
        while True:
            length = 0
            while (line := self._from.readline()).strip():
                name, _, value = line.partition(b":")
                length = int(value or 0) if name.lower() == b"content-length" else length
            body = self._from.read(length)
            if not line or len(body) < length:
                return
            yield json.loads(body)

    def accepted_lines(self, message: dict[str, Any]) -> set[int]:
        """Return the lines whose keys a message shows to be accepted."""
        if message.get("method") != "textDocument/publishDiagnostics":
            return set()
        assert message["params"]["uri"] == self._uri
        found = message["params"]["diagnostics"]
        return {one["range"]["start"]["line"] for one in found if one["code"] == "key-expiring"}

    def complaints(self, message: dict[str, Any]) -> list[str]:
        """Return what a message says of the memory."""
        if message.get("method") not in ("window/logMessage", "window/showMessage"):
            return []
        said: str = message["params"]["message"]
        return [said] if "memory of keys" in said else []


LivesAs = Callable[[Seat], Life]
