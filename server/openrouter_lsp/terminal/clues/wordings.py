"""What OpenRouter says when it refuses, and what each wording is worth.

To add a wording, add a line to the table; `tests/terminal/test_wordings.py` says if it needs a
trigger too. Of two that fit the same place, the upper one counts.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.triggers import letters, may_trigger

_LIKELY: Final = Certainty.LIKELY
_POSSIBLE: Final = Certainty.POSSIBLE
_GAP: Final = 120
# Go's clients write what they were told in lower case, behind a status or its name.
_LOWERED = re.compile(r"(?:\b[A-Z][a-z]+(?: [A-Z][a-z]+)?|\b[45]\d\d): $")
# Another sentence; clients put only where and when behind OpenRouter's words.
_GOES_ON = re.compile(
    r"[ \t]+(?!(?:for )?(?:url|https?:|request|model|[\w~-]+/)|(?:at|after|on|while|in|status|code)\b)"
    r"[a-z]{2,}\b(?![:=])"
)
# What has endpoints is a model, `maker/model`; elsewhere it is a service or a branch.
_NO_MODEL = re.compile(r"\s*[\"'`]?[\w:@~-]+(?:[\s\"'`.\\]|$)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One of OpenRouter's wordings.

    Attributes:
        words: as OpenRouter writes it, without a full stop at its end; `…` stands for up to 120
            characters, at the end for the rest of the sentence; `#` for a number.
        kind: what it says.
        code: the status that comes with it; None where several do.
        alone: how sure it is where nothing else points to OpenRouter; None for not at all.
        coded: the same where its code stands beside it, or the class of a client's error.
        in_envelope: the same where it stands in OpenRouter's envelope with its code.
        pattern: finds it in squeezed text.
        hint: what every match holds.
        letters: the letters of the hint, lower-case.
    """

    words: str
    kind: FailureKind
    code: int | None = None
    alone: Certainty | None = _LIKELY
    coded: Certainty | None = _LIKELY
    in_envelope: Certainty | None = _LIKELY
    pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)
    hint: str = field(init=False, repr=False, compare=False)
    letters: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pieces = re.split("([…#])", self.words.replace(" ", "").rstrip("…"))
        known = {"…": f".{{0,{_GAP}}}?", "#": r"\d[\d,]{0,11}"}
        pattern = "".join(known.get(piece) or re.escape(piece) for piece in pieces)
        if self.alone is _LIKELY and pattern[0].isalpha():
            pattern = f"[{pattern[0].upper()}{pattern[0].lower()}]{pattern[1:]}"
        object.__setattr__(self, "pattern", re.compile(pattern))
        fixed = [piece for piece in pieces if piece not in known]
        hint = max(fixed, key=lambda piece: (may_trigger(piece), len(piece)))[1:]
        object.__setattr__(self, "hint", hint)
        object.__setattr__(self, "letters", letters(hint))

    @property
    def is_fixed(self) -> bool:
        """Whether the words are the whole message."""
        return not re.search("[…#]", self.words)

    def is_exact(self, before: str, first: str, rest_of_line: str) -> bool:
        """Tell OpenRouter's sentence from another that holds its words.

        Args:
            before: what stands before the words.
            first: the character that the words begin with in the text.
            rest_of_line: what follows the words.
        """
        if self.words[0].isupper() and not (first.isupper() or _LOWERED.search(before)):
            return False
        return not (self.is_fixed and _GOES_ON.match(rest_of_line))

    def is_of_a_model(self, following: str) -> bool:
        """Tell OpenRouter's lack of endpoints from another's, by what has none.

        Args:
            following: what follows the words, on their line or the next.
        """
        return not self.words.endswith(" for …") or not _NO_MODEL.match(following)


def _table() -> tuple[Wording, ...]:
    w, k = Wording, FailureKind
    return (
        # 401
        w("User not found", k.USER_NOT_FOUND, 401, None),
        w("API key expired", k.KEY_EXPIRED, 401, None, _POSSIBLE),
        w("Missing Authentication header or invalid API key", k.INVALID_KEY, 401),
        w("No cookie auth credentials found", k.NO_CREDENTIALS, 401),
        w("No auth credentials found", k.NO_CREDENTIALS, 401),
        w("Missing Authentication header", k.NO_CREDENTIALS, 401, _POSSIBLE, _LIKELY),
        w("No user or org id found in auth cookie", k.NO_CREDENTIALS, 401, None, None, None),
        w("Missing Authorization Header", k.NO_CREDENTIALS, 401, None, _POSSIBLE),
        w("Missing Authorization header", k.NO_CREDENTIALS, 401, None, _POSSIBLE),
        w("Invalid API key", k.INVALID_KEY, 401, None, None, _POSSIBLE),
        w("Invalid credentials", k.INVALID_KEY, 401, None, None, _POSSIBLE),
        # a key's own limit
        w("Key limit exceeded (…limit)…", k.KEY_LIMIT),
        w("Key limit exceeded", k.KEY_LIMIT, None, _POSSIBLE, _LIKELY),
        w("This request requires more credits, or fewer max_tokens…higher…limit", k.KEY_LIMIT, 402),
        w("requires more credits, or fewer max_tokens…higher…limit", k.KEY_LIMIT, 402),
        w("can only afford #…higher…limit", k.KEY_LIMIT, 402),
        w("Prompt tokens limit exceeded: # > #…higher…limit", k.KEY_LIMIT),
        # the account's money
        w("Prompt tokens limit exceeded: # > #", k.INSUFFICIENT_CREDITS),
        w("This request requires more credits, or fewer max_tokens…", k.INSUFFICIENT_CREDITS, 402),
        w("requires more credits, or fewer max_tokens…", k.INSUFFICIENT_CREDITS, 402),
        w("tokens, but can only afford #", k.INSUFFICIENT_CREDITS, 402),
        w("Insufficient credits. This account never purchased credits…", k.INSUFFICIENT_CREDITS, 402),
        w("Insufficient credits. Add more using…", k.INSUFFICIENT_CREDITS, 402),
        w("has insufficient credits. Add more credits", k.INSUFFICIENT_CREDITS, 402),
        w("Insufficient credits…", k.INSUFFICIENT_CREDITS, 402, None, _POSSIBLE),
        # rates
        w("Rate limit exceeded: free-models-per-…", k.RATE_LIMIT, 429),
        w("Rate limit exceeded: limit_…", k.RATE_LIMIT, 429),
        w("temporarily rate-limited upstream…", k.RATE_LIMIT, 429),
        w("Rate limit exceeded", k.RATE_LIMIT, 429, None, None, _POSSIBLE),
        # not allowed
        w("No endpoints found…data policy…", k.PERMISSION, 404),
        w("No endpoints available…data policy…", k.PERMISSION, 404),
        w("No endpoints…guardrail…", k.PERMISSION, 404),
        w("endpoints out of # requested are available…data policy…", k.PERMISSION, 404, None, None, None),
        w("All providers have been ignored…", k.PERMISSION, None, None, None, None),
        w("Only management keys can perform…", k.PERMISSION, 403),
        w("Only provisioning keys can perform…", k.PERMISSION, 403),
        w("requires moderation on…input was flagged…", k.PERMISSION, 403),
        # the model, its provider, the way to one
        w("Provider returned error", k.PROVIDER_ERROR),
        w("No endpoints found for …", k.PROVIDER_ERROR, 404),
        w("No endpoints found that support …", k.PROVIDER_ERROR, 404),
        w("No endpoints found", k.PROVIDER_ERROR, 404, None),
        w("No allowed providers are available…", k.PROVIDER_ERROR, None, None, None, None),
        w("Upstream error from …", k.PROVIDER_ERROR, None, None, None, None),
        w("is not a valid model ID", k.PROVIDER_ERROR, 400, _POSSIBLE),
    )  # fmt: skip


WORDINGS: Final = _table()
"""Specific wordings first."""
