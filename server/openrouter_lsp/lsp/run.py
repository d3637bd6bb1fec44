"""A command in a terminal."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openrouter_lsp.workspace.suspects import Exported


@dataclass(frozen=True, slots=True)
class Run:
    """A command that runs, or ran, in a terminal.

    Attributes:
        terminal_id: the terminal.
        name: the terminal's name; None where there is none to name.
        command_line: as typed; None where that is not known.
        folder: where it was started; None where that is not known.
        number: which of the commands it is, of all terminals.
        is_terminal: whether it is a terminal, and not a log file or the like.
        exported: what was exported before in this terminal: variables and their values, keys
            among them.
    """

    terminal_id: str
    name: str | None = None
    command_line: str | None = None
    folder: Path | None = None
    number: int = 0
    is_terminal: bool = True
    exported: "Exported" = field(default=(), repr=False)
