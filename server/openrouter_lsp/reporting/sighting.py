"""Where and when a failure was seen."""

from dataclasses import dataclass
from datetime import datetime

from openrouter_lsp.keys import Failure
from openrouter_lsp.reporting.masking import masked_line
from openrouter_lsp.reporting.time_words import date_words, relative_words


@dataclass(frozen=True, slots=True)
class Sighting:
    """A failure, and where it was seen.

    Attributes:
        failure: what was printed.
        terminal: the name of the terminal, or of whatever else showed it; None where there is
            none to name.
        command_line: the command, as typed; None where that is not known.
        at: when, aware, UTC.
        is_terminal: whether it is a terminal, and not a log file or the like.
    """

    failure: Failure
    terminal: str | None
    command_line: str | None
    at: datetime
    is_terminal: bool = True


def seen_markdown(sighting: Sighting, now: datetime) -> str:
    """Say the same as `seen_words`, so that foreign words show as they are and not as Markdown."""
    words = seen_words(sighting, now)
    return "".join(f"\\{c}" if c in r"\`*_[]<>|~&" else c for c in words)


def seen_words(sighting: Sighting, now: datetime | None) -> str:
    """Say where and when a failure was seen: `Seen in terminal zsh, running python app.py, ...`.

    Nothing secret of the command line is in it.

    Args:
        sighting: what was seen.
        now: the moment to speak from; None for words that stay on a screen.
    """
    kind = "terminal " if sighting.is_terminal else ""
    terminal = f" in {kind}{masked_line(sighting.terminal, 40)}" if sighting.terminal else ""
    command = sighting.command_line
    running = f", running {masked_line(command, 80)}," if command else ""
    often = f" {sighting.failure.count} times, last" if sighting.failure.count > 1 else ""
    ago = f" ({relative_words(sighting.at, now)})" if now is not None else ""
    return f"Seen{often}{terminal}{running} on {date_words(sighting.at)}{ago}."
