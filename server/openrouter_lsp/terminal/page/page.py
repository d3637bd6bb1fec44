"""The lines around a place worth a closer look."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from openrouter_lsp.terminal.names.naming import Naming, namings
from openrouter_lsp.terminal.names.other_services import may_name_other_service
from openrouter_lsp.terminal.names.prompts import typed_command
from openrouter_lsp.terminal.page.command_line import Command, read_command
from openrouter_lsp.terminal.page.quoting import without_keys
from openrouter_lsp.terminal.page.squeezing import Squeezed
from openrouter_lsp.terminal.page.unwrapping import Row, joined, rows, span, unboxed
from openrouter_lsp.terminal.triggers import letters, may_trigger

LINES_BEFORE: Final = 30
"""How far back something may name OpenRouter."""
OBJECT_BEFORE: Final = 48
"""The same where one object, written over many lines, holds the name and the error."""
LINES_AFTER: Final = 14
"""How many lines what is found waits for: one may name OpenRouter, or hold the error's end."""
BODY_BEFORE: Final = 16
"""How far back a line may begin that is broken over several, and a key."""
REACH: Final = 8
"""How many lines an error may take up, before and behind its words."""
_LONGEST_LINE: Final = 8000
_LONGEST_EXCERPT: Final = 24_000
_BLOCK: Final = 2000
_MARGIN: Final = 1000


@dataclass(frozen=True, slots=True)
class Logical:
    """A line as it was before it was wrapped.

    Attributes:
        text: what stands in it, without a box.
        first: its first line of the page.
        last: its last.
    """

    text: str
    first: int
    last: int

    def find(self, words: str) -> tuple[int, int]:
        """Return where some words stand, however they are wrapped; the whole where they do not."""
        if (start := self.text.find(words)) >= 0:
            return start, start + len(words)
        wanted = "".join(words.split())
        kept = [at for at, char in enumerate(self.text) if not char.isspace()]
        found = "".join(self.text[at] for at in kept).find(wanted)
        if found < 0 or not wanted:
            return 0, len(self.text)
        return kept[found], kept[found + len(wanted) - 1] + 1


class Page:
    """Some lines of an output; in those that are looked at closely every key is masked.

    Args:
        lines: the lines.
        first: which line of the output the first is, from 0.
        wanted: the first line of the output to look at closely.
        command: the command whose output it is; None where that is not known.

    Attributes:
        first: as given.
        source: the lines looked at closely, without boxes and keys, as one text.
    """

    def __init__(
        self, lines: Sequence[str], first: int, wanted: int, command: Command | None
    ) -> None:
        self.first = first
        self._command = command
        self._skipped = max(0, wanted - first - BODY_BEFORE)
        self._before = [unboxed(_shortened(line)) for line in lines[: self._skipped]]
        made = rows([_shortened(line) for line in lines[self._skipped :]])
        self.source = without_keys("\n".join(row.text for row in made))
        self._texts = self.source.split("\n")
        self._rows = [
            Row(text, row.is_full, row.is_boxed)
            for text, row in zip(self._texts, made, strict=True)
        ]
        self._starts = [0, *accumulate(len(text) + 1 for text in self._texts)]

    @cached_property
    def squeezed(self) -> Squeezed:
        """The source, squeezed."""
        return Squeezed(self.source)

    @cached_property
    def namings(self) -> list[Naming]:
        """Where the page names OpenRouter."""
        return namings([*self._before, *self._texts])

    @cached_property
    def letters(self) -> bytes:
        """The letters of the source, for a fast look at what it can hold."""
        return letters(self.source)

    @cached_property
    def names_other(self) -> bool:
        """Whether the source may name another service somewhere; fast."""
        return may_name_other_service(self.letters, self.source)

    @cached_property
    def _typed(self) -> list[tuple[int, str]]:
        """The commands that stand behind a prompt, and their lines."""
        every = enumerate([*self._before, *self._texts])
        return [(at, command) for at, line in every if (command := typed_command(line))]

    def command_before(self, line: int) -> Command:
        """Return the command whose output a line is, as far as that is known."""
        if self._command is not None:
            return self._command
        typed = [(at, command) for at, command in self._typed if line - LINES_BEFORE <= at < line]
        return read_command(typed[-1][1] if typed else None)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._skipped + len(self._texts)

    def line_at(self, position: int) -> int:
        """Return in which line of the page a position of its source is."""
        return self._skipped + bisect_right(self._starts, position) - 1

    def around(self, first: int, last: int) -> tuple[int, int]:
        """Return the span in the source of some lines and those within reach of them."""
        low = max(0, first - self._skipped - REACH)
        high = min(len(self._texts), last - self._skipped + REACH + 1)
        return self._starts[low], self._starts[high] - 1

    def rest_of_line(self, position: int) -> str:
        """Return what follows a position of the source on its line, quotation marks unescaped."""
        end = self.source.find("\n", position)
        return self.squeezed.unescaped[position : end if end >= 0 else None]

    def logical(self, first: int, last: int) -> Logical:
        """Return the line that holds these lines of the page, unwrapped."""
        start, end = span(self._rows, first - self._skipped, last - self._skipped)
        text = joined(self._rows[start : end + 1])
        return Logical(text, start + self._skipped, end + self._skipped)

    def lines(self, first: int, last: int) -> list[str]:
        """Return the lines from `first` to `last`; what lies outside the page is left out."""
        first, last = max(0, first), min(self.count - 1, last)
        return [self.line(at) for at in range(first, last + 1)]

    def line(self, at: int) -> str:
        """Return one line of the page."""
        return self._before[at] if at < self._skipped else self._texts[at - self._skipped]


def _shortened(line: str) -> str:
    """Return what may matter of a long line."""
    if len(line) <= _LONGEST_LINE:
        return line
    parts, done = [line[:_BLOCK]], _BLOCK
    for at in range(0, len(line), _BLOCK):
        start, end = max(done, at - _MARGIN), at + _BLOCK + _MARGIN
        if start < end and may_trigger(line[at : at + _BLOCK + _MARGIN]):
            parts.append(line[start:end] if start == done else f" … {line[start:end]}")
            done = end
    return "".join(parts)[:_LONGEST_EXCERPT]
