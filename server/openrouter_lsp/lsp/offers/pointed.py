"""A finding that the light bulb is asked about, and how an offer is made for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lsprotocol import types

from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.session import Session
from openrouter_lsp.reporting import Problem
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source

EDIT: Final = "openrouter.edit"
"""The command that makes an edit, for editors that do not resolve edits late."""
EDITED: Final = "openrouter.edited"
"""The command that follows an edit in the others."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding on the lines that were pointed at, and what stands around it.

    Attributes:
        ls: the server.
        source: the text, as the editor has it now.
        finding: the key, or what tried to be one.
        problems: what is wrong with it, worst first.
        diagnostics: those among the editor's that are about it.
    """

    ls: OpenRouterServer
    source: Source
    finding: Finding
    problems: tuple[Problem, ...]
    diagnostics: tuple[types.Diagnostic, ...]

    @property
    def session(self) -> Session:
        """The session."""
        return self.ls.session

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the rules that are broken."""
        return frozenset(problem.code for problem in self.problems)

    @property
    def place(self) -> dict[str, object]:
        """The finding as arguments of commands name it: its document and place, its fingerprint."""
        start = range_of(self.source.lines, self.finding.span, self.session.encoding).start
        key = self.finding.key
        return {
            "uri": self.source.uri,
            "line": start.line,
            "character": start.character,
            **({"fingerprint": key.fingerprint} if key else {}),
        }

    def command(
        self, title: str, command: str, argument: Mapping[str, object] | None = None
    ) -> types.CodeAction:
        """Offer a command."""
        arguments = [] if argument is None else [dict(argument)]
        return types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=list(self.diagnostics) or None,
            command=types.Command(title=title, command=command, arguments=arguments),
        )

    def edit(self, title: str, name: str, *, is_followed: bool = False) -> types.CodeAction:
        """Offer an edit of the table in `late_edits`; it is made once it was chosen.

        Args:
            title: what it is called.
            name: its name in the table.
            is_followed: whether the table has something to be done after it.
        """
        which: dict[str, object] = {"edit": name, **self.place}
        if not self.session.abilities.late_edits:
            return self.command(title, EDIT, which)
        # Without an argument: VS Code forgets those of an action whose edit opens other files.
        action = self.command(title, EDITED)
        action.data = which
        if not is_followed:
            action.command = None
        return action
