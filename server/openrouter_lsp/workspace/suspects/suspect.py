"""A key that a failing program may have used."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import AROUND_A_KEY, Context, Finding, Lines, key_within, scan
from openrouter_lsp.workspace.addresses import path_of
from openrouter_lsp.workspace.environment_files import is_environment_file
from openrouter_lsp.workspace.places import Source
from openrouter_lsp.workspace.reading import UnreadableFileError, read_text

_UNUSED: Final = (Context.COMMENT, Context.COMMENTED_ASSIGNMENT)


class Whereabouts(StrEnum):
    """What kind of place a key was found in."""

    COMMAND_LINE = "command_line"
    FILE = "file"
    ENVIRONMENT = "environment"
    CLIENT = "client"
    """A client's own configuration file."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A key that may have failed.

    Attributes:
        key: the key.
        variable: what it is assigned to; None where that is not told.
        whereabouts: in what kind of place it stands.
        path: its file; None in an environment or on a command line.
        line: the line in that file, from 1; None where there is no file.
        is_ignored: whether its user wants nothing told of it.
        flaw: the value that the key stands in, where that is more than the key: what a program
            sends is no key. None where the key is sent as it is.
    """

    key: Key
    variable: str | None
    whereabouts: Whereabouts
    path: Path | None = None
    line: int | None = None
    is_ignored: bool = False
    flaw: Finding | None = None

    @property
    def masked(self) -> str:
        """How to show what a program sends."""
        return self.flaw.masked if self.flaw else self.key.masked

    @property
    def is_askable(self) -> bool:
        """Whether OpenRouter may be asked about it: what is malformed is never sent."""
        return not self.is_ignored and self.flaw is None


def in_source(source: Source, whereabouts: Whereabouts) -> Iterator[Suspect]:
    """Yield the keys of a source that a program may have taken from it, in their order.

    Not those in comments; and of an environment file only the last for each variable.
    """
    text = source.lines.text
    used = [f for f in source.findings if f.context not in _UNUSED and key_of(f, text)]
    if source.is_environment_file:
        used = _last_of_each_variable(used)
    for finding in used:
        if key := key_of(finding, text):
            yield Suspect(
                key,
                finding.variable,
                whereabouts,
                path_of(source.uri),
                source.lines.line_of(finding.span.start) + 1,
                is_ignored=finding.ignored is not None,
                flaw=None if finding.key else finding,
            )


def key_of(finding: Finding, text: str) -> Key | None:
    """Return the key of a finding, also where more stands in its place than the key."""
    if finding.flaw in AROUND_A_KEY:
        return key_within(text[finding.span.start : finding.span.end])
    return finding.key


def _last_of_each_variable(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those that a later line for the same variable replaces."""
    last = {f.variable: f.span for f in findings if f.context is Context.ASSIGNMENT}
    return [
        finding
        for finding in findings
        if finding.context is not Context.ASSIGNMENT or last[finding.variable] <= finding.span
    ]


def read_source(path: Path) -> Source:
    """Return a file as a source; one without findings where it cannot be read."""
    is_environment = is_environment_file(path.name)
    try:
        text = read_text(path)
    except UnreadableFileError:
        text = ""
    findings = scan(text, as_dotenv=is_environment)
    return Source(path.absolute().as_uri(), None, Lines(text), findings, is_environment)
