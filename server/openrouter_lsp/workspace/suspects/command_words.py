"""The words of a command line, as a shell would see them."""

import shlex
from re import compile as regex
from typing import Final

_LONGEST: Final = 10_000
"""Characters. A longer command line holds a document, not a command alone."""

# Also the quotes and the semicolon that other shells than POSIX's have in other places.
_PLAIN_WORD = regex(r"[^\s;|&\"'`()]+")
# Where a backslash stands for no quoting: C:\work, .\venv\Scripts.
_PATH_OF_WINDOWS = regex(r"(?:(?<!\w)[A-Za-z]:|(?<![^\s\"'&])\.{1,2})\\\w")
_END_OF_COMMAND = frozenset({";", "|", "||", "&", "&&", "\n"})
# How far into a command the program's name stands: `sudo -E env A=1 uvx aider`.
_REACH = 6
_OF_WINDOWS = (".exe", ".cmd", ".bat", ".ps1")


def words_of(command_line: str) -> list[str]:
    """Return the words of a command line, quotes taken off, separators as words of their own.

    Where the quotes do not match, or another shell's rules hold, the words as far as blanks and
    separators tell them.
    """
    command_line = command_line[:_LONGEST]
    if _PATH_OF_WINDOWS.search(command_line):
        return _PLAIN_WORD.findall(command_line)
    lexer = shlex.shlex(command_line, posix=True, punctuation_chars=";|&")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        return list(lexer)
    except ValueError:
        return _PLAIN_WORD.findall(command_line)


def programs(command_line: str) -> frozenset[str]:
    """Return the words that may be the names of programs which a command line starts.

    Those near the beginning of each of its commands, without their folders and without the ending
    that programs have on Windows: `uvx aider --model x | tee log` gives uvx, aider and more.
    """
    found = set()
    place = 0
    for word in words_of(command_line):
        place = 0 if word in _END_OF_COMMAND else place + 1
        if 0 < place <= _REACH and not word.startswith("-"):
            name = word.replace("\\", "/").rpartition("/")[2].lower()
            # npx opencode-ai@latest
            name = name.partition("@")[0] or name
            for ending in _OF_WINDOWS:
                name = name.removesuffix(ending)
            found.add(name)
    return frozenset(found)
