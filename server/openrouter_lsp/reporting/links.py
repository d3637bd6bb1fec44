"""The addresses that a user is sent to."""

from pathlib import Path
from typing import Final

from openrouter_lsp.keys import Fingerprint

KEYS_PAGE: Final = "https://openrouter.ai/settings/keys"
CREDITS_PAGE: Final = "https://openrouter.ai/settings/credits"
STATUS_PAGE: Final = "https://status.openrouter.ai"
PRIVACY_PAGE: Final = "https://openrouter.ai/settings/privacy"
KEY_PAGE_TOOLTIP: Final = "Open this key's page at OpenRouter"
"""What a link on a key says that it does."""

_OWN_PAGES: Final = Path(__file__).parent / "pages"
"""Our own pages ship with the program, and open from where it is installed."""


def key_page(fingerprint: Fingerprint) -> str:
    """Return the address of a key's page: its owner sees the key there, anyone else a 404."""
    return f"https://openrouter.ai/keys/{fingerprint}"


def page_of(code: str) -> str:
    """Return the address of the page that explains a rule.

    Raises:
        ValueError: there is no such rule.
    """
    page = _OWN_PAGES / f"{code}.md"
    if page.parent != _OWN_PAGES or not page.is_file():
        raise ValueError(f"no page explains {code!r}")
    return page.as_uri()
