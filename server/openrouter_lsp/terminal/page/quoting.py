"""Makes printed text fit to be shown: no keys, no ids."""

import re
from typing import Final

from openrouter_lsp.keys import in_one_line, mask
from openrouter_lsp.terminal.triggers import letters

LONGEST_TEXT: Final = 300
LONGEST_MESSAGE: Final = 200

# A key may be broken over lines anywhere; boxes are gone already, indents are not. What follows a
# break belongs to it where it makes the digits 64, or where it is too many of them for a number.
_BREAK = r"(?:[ \t]{0,80}\n[ \t]{0,80})"
_PREFIX = f"{_BREAK}?".join("sk-or-v1-")
_KEY = re.compile(
    rf"(?i){_PREFIX}(?:(?:{_BREAK}?[0-9a-f]){{64}}|{_BREAK}?[0-9a-f]{{4}})"
    rf"(?:(?!sk-or-)[0-9a-z]|{_BREAK}[0-9a-f]{{6}})*"
)
# Other services' keys and tokens; digits that may be the rest of a key.
_OTHER_KEY = re.compile(
    r"(?<![A-Za-z])(?:(?:sk|pk|rk)-(?!or-v1)[A-Za-z0-9_-]{16,}|gsk_\w{16,}|AIza[\w-]{16,}"
    r"|gh[opsu]_\w{16,}|hf_\w{16,}|xai-[\w-]{16,}|nvapi-[\w-]{16,}|eyJ[\w-]{16,}[\w.-]*)"
)
# So many digits are hidden whatever stands before them: it may be an escaped hyphen (\\u002d).
_DIGITS = re.compile(
    rf"(?<![0-9A-Za-z])[0-9a-fA-F](?:{_BREAK}?[0-9a-fA-F]){{19,}}"
    rf"|(?<![0-9a-fA-F])[0-9a-fA-F](?:{_BREAK}?[0-9a-fA-F]){{39,}}"
)
_SOME_DIGITS = re.compile(r"[0-9a-fA-F]{10}")
_BEGINNINGS: Final = ("sk-", "pk-", "rk-", "gsk_", "AIza", "gh", "hf_", "xai-", "nvapi-", "eyJ")
_USER_ID = re.compile(r"\b(?:user|org)_(?=\w*\d|[0-9A-Za-z]{16})\w{6,}")
_MASKED = re.compile(r"sk-or-(?:v1-?)?[0-9a-f]{0,8}(?:\.{3}|…|\*+)[0-9a-f]{0,4}")


def without_keys(text: str) -> str:
    """Mask every key in a text, keys broken over lines too; the line breaks stay as many."""
    if b"skorv" in letters(text):
        text = _KEY.sub(_masked, text)
    if any(beginning in text for beginning in _BEGINNINGS):
        text = _OTHER_KEY.sub("[key]", text)
    if not _SOME_DIGITS.search(text):
        return text
    return _DIGITS.sub(lambda match: "[digits]" + "\n" * match[0].count("\n"), text)


def masked_key(text: str) -> str | None:
    """Return the masked key of OpenRouter's that a text without keys shows."""
    match = _MASKED.search(text)
    return match[0] if match else None


def one_line(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """Return a text without keys as one line that may be shown, not longer than `longest`."""
    return in_one_line(_USER_ID.sub("[id]", text), longest)


def _masked(match: re.Match[str]) -> str:
    whole = match[0]
    breaks = whole.count("\n")
    return mask("".join(whole.split())) + "\n" * breaks
