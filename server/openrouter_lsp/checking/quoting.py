"""Makes foreign words fit to be shown."""

import re

from openrouter_lsp.keys import in_one_line

# Longer than a masked key (sk-or-v1-abc...789), which may be shown; or the digits alone.
_KEY_LIKE = re.compile(r"(?i)(?<![a-z])sk-[\w-]{20,}|sk-or-[\w-]{12,}|[0-9a-f]{40,}")
# Not words such as user_not_found.
_USER_ID = re.compile(r"\b(?:user|org)_(?=\w*\d|[0-9A-Za-z]{16})\w{6,}")
_LONGEST = 200


def quotable(text: str) -> str:
    """Return a message as it may be shown: no keys, no ids, one line, at most 200 characters."""
    text = _KEY_LIKE.sub("[key]", text)
    return in_one_line(_USER_ID.sub("[id]", text), _LONGEST)
