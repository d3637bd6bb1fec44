"""The addresses that a user is sent to."""

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from openrouter_lsp.keys import Fingerprint

KEYS_PAGE: Final = "https://openrouter.ai/settings/keys"
CREDITS_PAGE: Final = "https://openrouter.ai/settings/credits"
STATUS_PAGE: Final = "https://status.openrouter.ai"
PRIVACY_PAGE: Final = "https://openrouter.ai/settings/privacy"
KEY_PAGE_TOOLTIP: Final = "Open this key's page at OpenRouter"
"""What a link on a key says that it does."""

API_ADDRESS: Final = "https://openrouter.ai/api/v1"
"""What is asked unless something else is set."""

_OWN_PAGES: Final = Path(__file__).parent / "pages"
"""Our own pages ship with the program, and open from where it is installed."""


def key_page(fingerprint: Fingerprint) -> str:
    """Return the address of a key's page: its owner sees the key there, anyone else a 404."""
    return f"https://openrouter.ai/keys/{fingerprint}"


def host_of(address: str | None) -> str | None:
    """Return the host of the API's address, with its port; None where it is openrouter.ai."""
    host = urlsplit(address or API_ADDRESS).netloc
    return None if host == urlsplit(API_ADDRESS).netloc else host


def page_of(code: str) -> str:
    """Return the address of the page that explains a rule.

    Raises:
        ValueError: there is no such rule.
    """
    page = _OWN_PAGES / f"{code}.md"
    if page.parent != _OWN_PAGES or not page.is_file():
        raise ValueError(f"no page explains {code!r}")
    return page.as_uri()
