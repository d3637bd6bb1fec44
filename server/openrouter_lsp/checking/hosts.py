"""Where a key may be sent."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

OPENROUTER: Final = "https://openrouter.ai/api/v1"
_API_PATH: Final = "/api/v1"
_PORTS: Final = {"https": 443, "http": 80}
# Host and port. What parsers disagree about (`[::1].example.com`, %2f, user names) is none.
_PLAIN: Final = re.compile(r"(?i)(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:.]+\])(?::\d*)?")


class BaseUrlError(ValueError):
    """No key is sent to this address. The message says why and what to do, in one sentence."""


def choose_base_url(setting: str, environment: str) -> str:
    """Return the address of the API, without a slash at its end.

    Args:
        setting: the machine-level setting; may name any host over https, for a company's own
            gateway. Empty: not set.
        environment: OPENROUTER_BASE_URL of this process; may name OpenRouter's hosts and
            loopback. Empty: not set.

    Raises:
        BaseUrlError: the address that is set is not one that keys are sent to.
    """
    if setting.strip():
        return _checked(setting.strip(), "The setting openrouter.baseUrl", any_host=True)
    if environment.strip():
        return _checked(environment.strip(), "OPENROUTER_BASE_URL", any_host=False)
    return OPENROUTER


def origin_of(base_url: str) -> str:
    """Return who is asked at an address, as browsers tell origins apart: `https://openrouter.ai`.

    Args:
        base_url: an address that `choose_base_url` gave; empty where nobody is asked, and what is
            known is OpenRouter's.
    """
    parts = urlsplit(base_url or OPENROUTER)
    host = (parts.hostname or "").removesuffix(".")
    host = f"[{host}]" if ":" in host else host
    port = parts.port if parts.port not in (None, _PORTS.get(parts.scheme)) else None
    return f"{parts.scheme}://{host}:{port}" if port else f"{parts.scheme}://{host}"


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    return _is_loopback_host(urlsplit(url).hostname or "")


def _checked(url: str, name: str, *, any_host: bool) -> str:
    if not url.isascii() or not url.isprintable() or any(c in url for c in "\\ @#?"):
        raise BaseUrlError(f"{name} is not a plain address like {OPENROUTER}.")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BaseUrlError(f"{name} is not a plain address like {OPENROUTER}.") from None
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not _PLAIN.fullmatch(parts.netloc):
        raise BaseUrlError(f"{name} is not a plain address like {OPENROUTER}.")
    if _is_loopback_host(host):
        return _with_path(parts)
    host = host.removesuffix(".")
    if parts.scheme != "https":
        raise BaseUrlError(f"{name} must begin with https://, since a key is sent there.")
    if not any_host and host != "openrouter.ai" and not host.endswith(".openrouter.ai"):
        raise BaseUrlError(
            f"{name} names {host}, and keys are sent to openrouter.ai and to this machine alone; an"
            " editor can name your own gateway, in its user setting openrouter.baseUrl, and a shell"
            " cannot."
        )
    return _with_path(parts)


def _with_path(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if path in ("", "/api"):
        path = _API_PATH
    return f"{parts.scheme}://{parts.netloc}{path}"


def _is_loopback_host(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
