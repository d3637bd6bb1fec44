"""Finds connections to OpenRouter that came to nothing."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.drafting import draft
from openrouter_lsp.terminal.clues.place import place
from openrouter_lsp.terminal.clues.weighing import Candidate, weigh
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.page import Page

_TROUBLE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH"
    r"|getaddrinfo|Name or service not known|[Nn]ame resolution|nodename nor servname|NameResolutionError"
    r"|[Nn]o such host|Could(?:n't| not) resolve (?:host|proxy)|[Cc]onnection refused"
    r"|[Cc]onnection reset|[Cc]onnection aborted|Failed to connect to|Max retries exceeded with url"
    r"|[Cc]onnect ?[Tt]imeout|ReadTimeout|ConnectError|ProxyError|SSLError|UND_ERR_\w+"
    r"|CERTIFICATE_VERIFY_FAILED|certificate verify failed|[Ss]elf[- ]signed certificate"
    r"|SELF_SIGNED_CERT\w*|UNABLE_TO_\w+CERT\w*|unable to get local issuer certificate"
    r"|unable to verify the first certificate"
    r"|SSL certificate problem|TLS handshake (?!,)(?:error|failed|failure|timeout)|[Hh]andshake fail(?:ed|ure)|x509:|Tunnel connection failed|CONNECT tunnel failed"
    r"|proxyconnect|socket hang up|[Nn]etwork is unreachable|No route to host|dns error"
    r"|tcp connect error|error sending request for url|i/o timeout|[Cc]onnection timed out"
    r"|Operation timed out|context deadline exceeded|Proxy CONNECT aborted|Read timed out"
    r"|dial tcp: lookup|server misbehaving|[Cc]annot connect to host|Could not contact DNS servers"
)
_HINTS: Final = (
    b"enotfound", b"eaiagain", b"econn", b"timedout", b"unreach", b"getaddrinfo", b"resol",
    b"servicenotknown", b"servname", b"suchhost", b"refused", b"connectionreset", b"abort",
    b"failedtoconnect", b"maxretries", b"timeout", b"connecterror", b"proxy", b"ssl", b"cert",
    b"tls", b"hangup", b"route", b"dns", b"tcpconnect", b"sendingrequest", b"deadline", b"underr",
    b"dialtcp", b"misbehaving", b"connecttohost",
)  # fmt: skip
"""Letters of which each of the words above has some."""
_BESIDE: Final = 3


def may_speak_of_connection(squashed: bytes) -> bool:
    """Tell whether a text of which these are the letters may speak of a connection; fast."""
    return any(hint in squashed for hint in _HINTS)


def speaks_of_connection(text: str, squashed: bytes) -> bool:
    """Tell whether a text speaks of a connection that came to nothing; fast.

    Args:
        text: the text.
        squashed: its letters.
    """
    return may_speak_of_connection(squashed) and _TROUBLE.search(text) is not None


def unreachable_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield what some lines say of connections to OpenRouter's host that failed.

    Args:
        page: the page.
        lines: where to look, in lines of the page.
    """
    if not may_speak_of_connection(page.letters):
        return
    done = -1
    for at in sorted(lines):
        match = _trouble(page, at) if at > done else None
        if match is None:
            continue
        spot = place(page, at, at)
        done = spot.logical.last
        is_beside = spot.command.naming is Strength.HOST or (
            spot.near is Strength.HOST and spot.distance <= _BESIDE
        )
        if spot.own is not Strength.HOST and (spot.has_other or spot.other_beside or not is_beside):
            continue
        weighed = weigh(page, spot, Candidate(match[0], Certainty.LIKELY))
        if weighed:
            yield draft(page, spot, FailureKind.UNREACHABLE, weighed, Weight.WORDING, match[0])


def _trouble(page: Page, at: int) -> re.Match[str] | None:
    """Find what speaks of a connection on a line; it may be broken, and end on the next one."""
    line = page.line(at)
    if match := _TROUBLE.search(line):
        return match
    line, following = line.rstrip(), page.line(at + 1).strip() if at + 1 < page.count else ""
    for text in (f"{line} {following}", line + following) if following else ():
        match = _TROUBLE.search(text)
        if match and match.start() < len(line):
            return match
    return None
