"""Commands as they stand in an output, after a shell's prompt."""

import re

# `$ ` alone is a prompt; `>`, `#` and `%` only after a user, a host or a folder.
_PROMPT = re.compile(
    r"(?:\([\w.-]{1,40}\) )?"
    r"(?:(?:[\w.-]{1,40}@[\w.-]{1,60}\S{0,200}|[~/][\w./~-]{0,200}|\[[^\]\n]{1,80}\]|PS [A-Z]:\\[^>\n]{0,200}"
    r"|[A-Z]:\\[^>\n]{0,200})[ ]?[$#%>\u276f\u279c]+|[$\u276f\u279c])\s+(?P<command>[^\s$#%>].*)"
)


_MARKS = frozenset("$#%>\u276f\u279c")


def typed_command(line: str) -> str | None:
    """Return the command that was typed on a line; None where it is no prompt's line."""
    if _MARKS.isdisjoint(line):
        return None
    match = _PROMPT.match(line)
    return match["command"] if match else None
