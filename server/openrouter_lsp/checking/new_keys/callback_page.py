"""The page that the browser shows after a sign-in. It needs no script, and holds no secret."""

from html import escape
from http import HTTPStatus
from typing import Final

_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>OpenRouter Keys</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem; }}
h1 {{ font-size: 1.25rem; }}
</style>
<h1>OpenRouter Keys</h1>
<p>{words}</p>
</html>
"""  # noqa: E501

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8",
    f"Content-Security-Policy: {_POLICY}",
    "Referrer-Policy: no-referrer",
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)


def page(status: HTTPStatus, words: str) -> bytes:
    """Return a whole HTTP answer that shows a sentence."""
    body = _PAGE.format(words=escape(words)).encode()
    head = (f"HTTP/1.1 {status.value} {status.phrase}", *_HEADERS, f"Content-Length: {len(body)}")
    return "\r\n".join((*head, "", "")).encode("ascii") + body
