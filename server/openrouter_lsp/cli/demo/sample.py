"""The sample workspace: a few files, and in them keys in every state."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from openrouter_lsp.keys import mask
from openrouter_lsp.simulator import Simulator, State, Wording

LIVE_VARIABLE: Final = "OPENROUTER_NIGHTLY_KEY"
LIVE_FOR: Final = timedelta(days=30, hours=6)
"""How long the key lives that expires before the reader's eyes."""

_LONG_KEY: Final = re.compile(r"sk-or-v1-[0-9a-f]{20,}")
_IGNORED: Final = ".env\n.env.production\n"
"""What git ignores: as often, one file's name was forgotten."""


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file of the workspace.

    Attributes:
        path: where it lies.
        name: its path in the workspace.
        text: what stands in it, keys and all.
        expected: the rule codes that the server is waited for to find in it.
    """

    path: Path
    name: str
    text: str
    expected: frozenset[str]

    @property
    def uri(self) -> str:
        """Its address."""
        return self.path.as_uri()

    @property
    def is_found_unopened(self) -> bool:
        """Whether the server looks at it before anybody opens it."""
        return self.path.name.startswith(".env")

    @property
    def lines(self) -> Sequence[str]:
        """Its lines."""
        return self.text.splitlines()

    def line_of(self, words: str) -> int:
        """Return the first line, from 0, that holds some words."""
        return next(number for number, line in enumerate(self.lines) if words in line)


def masked(line: str, columns: Iterable[int] = ()) -> tuple[str, list[int]]:
    """Return a line with its keys masked, and where columns of it are to be found there."""
    moved = list(columns)
    wanted = tuple(moved)
    for match in _LONG_KEY.finditer(line):
        short = len(mask(match[0]))
        for index, column in enumerate(wanted):
            if column > match.start():
                moved[index] -= min(column, match.end()) - match.start()
                moved[index] += min(column - match.start(), short)
    return _LONG_KEY.sub(lambda match: mask(match[0]), line), moved


def lay_out(root: Path, simulator: Simulator) -> list[SampleFile]:
    """Write the workspace, its keys made for the occasion.

    Effect: files below `root`, among them what makes git take it for a repository.
    """
    (root / ".git" / "objects").mkdir(parents=True)
    (root / ".git" / "refs").mkdir()
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (root / ".gitignore").write_text(_IGNORED)
    files = [
        _file(root, name, text, expected) for name, (text, expected) in _texts(simulator).items()
    ]
    for file in files:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_text(file.text, encoding="utf-8", newline="\n")
    return files


def _file(root: Path, name: str, text: str, expected: str) -> SampleFile:
    return SampleFile(root / name, name, text, frozenset(expected.split()))


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _texts(simulator: Simulator) -> dict[str, tuple[str, str]]:
    """Return the text of each file, and the codes of what is wrong in it."""
    make = simulator.add
    expired = make(State.EXPIRED, wording=Wording.NEW)
    expiring = make(State.EXPIRING, expires_in=timedelta(days=2, hours=12), limit=50.0, usage=12.4)
    exhausted = make(State.EXHAUSTED, limit=20.0, limit_reset="monthly")
    rejected = make(State.EXPIRED, wording=Wording.OLD)
    live = make(State.VALID, expires_in=LIVE_FOR, limit=25.0, usage=3.75, wording=Wording.NEW)
    cut = make(State.UNKNOWN)[:-1]
    valid = make(State.VALID)
    in_source = make(State.VALID)
    management, unanswered = make(State.MANAGEMENT), make(State.PORTAL)
    return {
        "app/.env": (
            _lines("# The chat bot", f'OPENROUTER_API_KEY="{expired}"', "LOG_LEVEL=info"),
            "key-expired",
        ),
        "services/api/.env.production": (
            _lines(f"OPENROUTER_API_KEY={expiring}", f"OPENROUTER_REPORTS_KEY={exhausted}"),
            "key-expiring key-exhausted",
        ),
        "web/.env.local": (_lines(f"VITE_OPENROUTER_API_KEY={valid}"), "key-public-prefix"),
        "worker/.env": (
            _lines(
                f"OPENROUTER_API_KEY={rejected}",
                f"{LIVE_VARIABLE}={live}",
                f"OPENROUTER_BACKUP_KEY={cut}",
                "OPENROUTER_TEST_KEY=sk-or-v1-your-key-here",
            ),
            "key-rejected key-malformed key-placeholder",
        ),
        "scripts/.env": (
            _lines(f"OPENROUTER_API_KEY={management}", f"OPENROUTER_CI_KEY={unanswered}"),
            "management-key check-failed",
        ),
        "main.py": (
            _lines("from chat import Bot", "", f'bot = Bot(api_key="{in_source}")'),
            "key-in-source",
        ),
    }
