"""What the tests of the recogniser start from. Keys are made at run time."""

import json
import secrets
from typing import Any

from openrouter_lsp.keys import Key


def new_key() -> Key:
    return Key("sk-or-v1-" + secrets.token_hex(32))


def envelope(message: str = "User not found.", code: int | str = 401, **more: Any) -> str:
    """OpenRouter's error, compact; `more` beside the error."""
    error = {"message": message, "code": code}
    return json.dumps({"error": error, **more}, separators=(",", ":"))


def escaped(text: str, levels: int) -> str:
    """A text as it stands in a string of JSON, that stands in a string of JSON, ..."""
    for _ in range(levels):
        text = json.dumps(text)[1:-1]
    return text


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, broken wherever the width is reached."""
    return [
        line[at : at + width] for line in text.split("\n") for at in range(0, len(line) or 1, width)
    ]


def boxed(lines: list[str], width: int) -> str:
    """Lines in a frame, as terminal programs draw it."""
    rule = "─" * (width + 2)
    inner = "\n".join(f"│ {line.ljust(width)} │" for line in lines)
    return f"╭{rule}╮\n{inner}\n╰{rule}╯\n"
