"""A home folder with a project in it, for the tests of which key it was."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from openrouter_lsp.keys import Certainty, Failure, FailureKind, Fingerprint
from openrouter_lsp.scanning import Lines, scan_dotenv, scan_text
from openrouter_lsp.workspace import Source, is_environment_file
from openrouter_lsp.workspace.suspects import Suspect, suspects

V = "OPENROUTER_API_KEY"
A, B, C, D = (f"sk-or-v1-{secrets.token_hex(32)}" for _ in range(4))
_NAMES = {A: "A", B: "B", C: "C", D: "D"}


class Given:
    """What lies on the disk, what is exported, what was run, and what it printed.

    Attributes:
        home: the home folder; the project is `home/work/project`.
        files: names below the home folder, and their texts.
    """

    def __init__(
        self,
        home: Path,
        files: Mapping[str, str] | None = None,
        *,
        env: Mapping[str, str] | None = None,
        command: str | None = None,
        text: str = "Error code: 401 - User not found.",
        variable: str | None = None,
        masked: str | None = None,
        looked_at: Mapping[str, str] | None = None,
        folder: str | None = "work/project",
    ) -> None:
        self.home = home
        self.folder = home / folder if folder is not None else None
        self._env = {"HOME": str(home)} | {
            name: value.replace("~", str(home)) for name, value in (env or {}).items()
        }
        self._command = command
        self._failure = Failure(
            FailureKind.USER_NOT_FOUND,
            Certainty.LIKELY,
            1,
            text,
            variable=variable,
            masked_key=masked,
        )
        self._sources = [self._source(*item) for item in (looked_at or {}).items()]
        (home / "work/project").mkdir(parents=True, exist_ok=True)
        for name, content in (files or {}).items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    def found(
        self, is_ignored: Callable[[Fingerprint, Path | None], bool] = lambda _key, _path: False
    ) -> tuple[Suspect, ...]:
        """Return the suspects; `is_ignored` tells what a list has."""
        return suspects(
            self._failure,
            folder=self.folder,
            command_line=self._command,
            environment=self._env,
            sources=self._sources,
            is_ignored=is_ignored,
        )

    def _source(self, name: str, text: str) -> Source:
        is_environment = is_environment_file(Path(name).name)
        findings = scan_dotenv(text) if is_environment else scan_text(text)
        return Source((self.home / name).as_uri(), 1, Lines(text), findings, is_environment)


def check(given: Given, *expected: str) -> None:
    """Compare the suspects, each written as `A file work/project/.env:1 VARIABLE`.

    Behind it the flaw of a value that is more than the key.
    """
    found = []
    for suspect in given.found():
        parts = [_NAMES[suspect.key.reveal()], suspect.whereabouts.value]
        if suspect.path is not None:
            parts.append(f"{suspect.path.relative_to(given.home).as_posix()}:{suspect.line}")
        flaw = suspect.flaw.flaw if suspect.flaw else ""
        found.append(" ".join([*parts, suspect.variable or "", flaw or ""]).strip())
    assert found == list(expected)
