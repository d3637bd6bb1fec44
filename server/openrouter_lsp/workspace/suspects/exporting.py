"""What is exported in a shell, as far as its command lines tell."""

from itertools import pairwise
from re import compile as regex
from typing import Final

from openrouter_lsp.scanning import scan_text
from openrouter_lsp.workspace.suspects.command_words import words_of

_MOST: Final = 16
# For the shell itself, not for one command: OPENROUTER_API_KEY=... python app.py ends with it.
_EXPORTS = regex(r"\s*(?:export\s|(?:declare|typeset)\s+-\w*x|set\s+(?:-\w*x\w*\s|\w+=)|\$env:)")
_FISH = regex(r"\s*set\s+-")
_NAME = regex(r"[A-Za-z_]\w*")
_TAKES_BACK = regex(
    r"\s*(?:unset\s|export\s+-n\s|set\s+-\w*e\w*\s|Remove-Item\s+(?:-Path\s+)?Env:)"
)

Exported = tuple[tuple[str, str], ...]
"""Variables and their values, keys among them, the newest last."""


def exports_after(command_line: str, before: Exported) -> Exported:
    """Return the values with keys that are exported in a shell once a command line has run there.

    Args:
        command_line: as typed, for bash and its kin, fish, PowerShell or cmd.
        before: what was exported before it.
    """
    exported = dict(before)
    if _EXPORTS.match(command_line):
        for finding in scan_text(command_line):
            if finding.key:
                key = command_line[finding.span.start : finding.span.end]
                variable, value = _assigned(command_line, key) or (finding.variable, key)
                if variable:
                    exported.pop(variable, None)
                    exported[variable] = value
    elif _TAKES_BACK.match(command_line):
        for word in words_of(command_line):
            exported.pop(word.removeprefix("Env:"), None)
    return tuple(exported.items())[-_MOST:]


def _assigned(command_line: str, key: str) -> tuple[str, str] | None:
    """Return the variable that a key is assigned to, and all of its value.

    A quotation mark or a blank within the shell's own quotes belongs to it. None where the words
    of the command do not tell: those of PowerShell and cmd.
    """
    words = words_of(command_line)
    is_fish = _FISH.match(command_line) is not None
    for before, word in pairwise(["", *words]):
        if is_fish and key in word and _NAME.fullmatch(before):
            return before, word
        name, equals, value = word.partition("=")
        if not is_fish and equals and key in value and _NAME.fullmatch(name):
            return name, value
    return None
