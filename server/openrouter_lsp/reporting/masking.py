"""Takes the secrets out of what others wrote: output, command lines, names."""

import re
from typing import Final

from openrouter_lsp.keys import in_one_line, mask

# What begins like somebody's key, whoever's: OpenRouter's, Anthropic's, GitHub's, Slack's, a JWT.
_KEY_LIKE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"sk-or-[\w-]{8,}|sk-[\w-]{16,}|[spr]k_(?:live|test)_\w{8,}|gh[a-z]_\w{16,}|github_pat_\w{16,}"
    r"|glpat-[\w-]{12,}|xox[a-z]-[\w-]{10,}|AIza[\w-]{20,}|AKIA[0-9A-Z]{12,}|hf_\w{16,}|gsk_\w{16,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r")|(?<![0-9A-Za-z])[0-9a-fA-F]{40,}(?![0-9A-Za-z])"
)
_BEARER: Final = re.compile(r"(?i)\b(bearer\s+|authorization:\s*basic\s+)(?![$%{<])([^\s\"'\\]+)")
# `_KEY` and `_KEY_2`, but not KeyError.
_NAME: Final = r"[\w-]*(?:key|token|secret|passw(?:or)?d|passphrase|pwd|credential)s?(?:[_-]\w*)?"
_VALUE: Final = r"(?![\"']?[$%<{])(\"[^\"]*\"?|'[^']*'?|[^\s\"'&;|,)}\]]+(?<!:))"
# NAME=value, "name": "value", --name value.
_GIVEN: Final = re.compile(
    rf"(?i)(?<![\w$-])({_NAME}\\?[\"']?\]?\s?=\s?|{_NAME}\\?[\"']\s*:\s*\\?|--?{_NAME}\s){_VALUE}"
)
# In prose (`API key: expired`) a colon alone does not tell; what looks like no word does.
_LISTED: Final = re.compile(rf"(?i)(?<![\w$-])({_NAME}:\s+)(?=\S*\d)([^\s\"'.…*]{{16,}})")
_NO_SECRET: Final = re.compile(
    r"(?i)none|null|true|false|undefined|[*•x.…]*|sk-[\w-]*(?:\.\.\.|…|[*•]+)[\w-]*"
)
_IN_ADDRESS: Final = re.compile(r"(://)[^\s/@\"']+@")
_USER_OPTION: Final = re.compile(r"(?<!\S)(-u|--user|--proxy-user)([ =]?[^\s:]+:)\S+")
# Not words such as user_not_found.
_USER_ID: Final = re.compile(r"\b(user|org)_(?=\w*\d|[0-9A-Za-z]{16})\w{6,}")
_LONGEST: Final = 100_000
"""Characters. No text that is shown is longer."""


def masked_text(text: str) -> str:
    """Return a text without keys, passwords and ids; its lines stay as they are.

    OpenRouter's keys keep as much as their owner knows them by (`sk-or-v1-abc...789`); of other
    secrets next to nothing is left. Rather too much is taken out than too little.
    """
    text = _KEY_LIKE.sub(_masked_key, text[:_LONGEST])
    text = _BEARER.sub(_without_secret, text)
    text = _GIVEN.sub(_without_secret, text)
    text = _LISTED.sub(_without_secret, text)
    text = _IN_ADDRESS.sub(r"\1...@", text)
    text = _USER_OPTION.sub(r"\1\2...", text)
    return _USER_ID.sub(r"\1_...", text)


def masked_line(text: str, longest: int) -> str:
    """Return a text without secrets in one line of at most so many characters."""
    return in_one_line(masked_text(text), longest)


def printable(text: str) -> str:
    r"""Return a text in one line that does nothing to a terminal, whoever wrote it.

    What is not printable is written as an escape: a newline as `\n`, ESC as `\x1b`, what turns the
    direction of writing as `\u202e`, a byte of a file's name that is not UTF-8 as `\xff`. Nothing
    is lost. The same goes for `##[`, with which GitHub's runners take a part of any line for a
    command.
    """
    text = text.replace("##[", r"##\x5b")
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if "\udc80" <= character <= "\udcff":  # how Python holds a byte that it could not decode
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode()


def _masked_key(found: re.Match[str]) -> str:
    text = found[0]
    return mask(text) if text.startswith("sk-or-") or len(text) >= 64 else f"{text[:4]}..."


def _without_secret(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    bare = value.strip("\"'")
    is_count = bare.isdecimal() and "tokens" in name.lower()
    if is_count or _NO_SECRET.fullmatch(bare):
        return found[0]
    quote = value[0] if value[0] in "\"'" else ""
    return f"{name}{quote}...{quote}"
