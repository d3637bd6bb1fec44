"""Makes foreign words fit to be shown."""

import re

# Longer than a masked key (sk-or-v1-abc...789), which may be shown.
_KEY_LIKE = re.compile(r"(?i)\bsk-[\w-]{20,}")
_USER_ID = re.compile(r"\b(?:user|org)_\w{6,}")
_LONGEST = 200


def quotable(text: str) -> str:
    """Return a message as it may be shown: no keys, no ids, one line, at most 200 characters."""
    text = _KEY_LIKE.sub("[key]", text)
    text = _USER_ID.sub("[id]", text)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
