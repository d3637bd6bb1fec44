"""What a variable's name adds to a value that has not the shape of a key."""

from re import IGNORECASE
from re import compile as regex
from typing import Final

from openrouter_lsp.scanning.finding import Malformed, Placeholder
from openrouter_lsp.scanning.placeholder import is_repeated_digit, is_stand_in
from openrouter_lsp.scanning.shape import DIGITS_OF_A_KEY, Reading

SHIPPED_TO_BROWSERS: Final = (
    "VITE_", "NEXT_PUBLIC_", "REACT_APP_", "PUBLIC_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_",
    "VUE_APP_", "NG_APP_",
)  # fmt: skip
"""How a variable begins that a build tool puts into the pages that browsers load."""

NAME_HINT = regex(r"open_?router", IGNORECASE)

# OPENROUTER_MODEL and OPENROUTER_SITE_URL hold no key, OPENROUTER_KEY_HASH only its fingerprint.
_CREDENTIAL = regex(r"(?:.*(?:key|token|secret)s?(?:_?\d+)?|open_?router)", IGNORECASE)
# What a program sends as it stands. Claude Code puts the Bearer before its token itself.
_ONE_KEY = regex(r".*key(?:_?\d+)?|anthropic_auth_token", IGNORECASE)
_SEVERAL = regex(r".*s(?:_?\d+)?", IGNORECASE)
_OTHER_SERVICE = regex(
    r"""(?:sk-(?:ant|proj|svcacct|admin|lf)-|gsk_|xai-|AIza|hf_|r8_|pplx-|nvapi-|csk-|fw_|tgp_v1_"""
    r"""|gh[pousr]_|github_pat_)[\w-]{16,}"""
)
_DIGITS = regex(r"[0-9a-fA-F]+")


def is_openrouters(variable: str) -> bool:
    """Tell whether a variable's name says that it holds an OpenRouter key."""
    return bool(NAME_HINT.search(variable) and _CREDENTIAL.fullmatch(variable))


def is_for_one_key(variable: str) -> bool:
    """Tell whether a variable's name says that it holds one key and nothing else."""
    is_named = _ONE_KEY.fullmatch(variable) is not None or is_openrouters(variable)
    return is_named and not is_for_several(variable)


def is_for_several(variable: str) -> bool:
    """Tell whether a variable's name is a plural: OPENROUTER_API_KEYS."""
    return _SEVERAL.fullmatch(variable) is not None


def read_by_name(variable: str, value: str) -> Reading | None:
    """Read a value without a key's prefix; None where nothing can be said of it."""
    if not is_openrouters(variable):
        return None
    if is_stand_in(value):
        return Reading(Placeholder.WORDS)
    if len(value) == DIGITS_OF_A_KEY and _DIGITS.fullmatch(value):
        if is_repeated_digit(value):
            return Reading(Placeholder.ZEROS)
        return Reading(Malformed.PREFIX, DIGITS_OF_A_KEY)
    if "key" in variable.lower() and _OTHER_SERVICE.fullmatch(value):
        return Reading(Malformed.OTHER_SERVICE)
    return None
