"""Tables of texts in which « and » stand around what is to be found."""

import re
import secrets
from collections.abc import Callable

from openrouter_lsp.scanning import Finding

Scan = Callable[[str], tuple[Finding, ...]]

_MARK = re.compile("[«»]")


def some_key() -> str:
    return "sk-or-v1-" + some_digits(64)


def some_digits(count: int) -> str:
    """Hex digits of which the first is a letter, so that no upper case of them is the same."""
    return "a" + secrets.token_hex(count)[: count - 1]


KEY = some_key()
OTHER_KEY = some_key()


def describe(finding: Finding) -> str:
    """`key VARIABLE context`, or the flaw and its digits in the place of `key`."""
    flaw = finding.flaw.value if finding.flaw else "key"
    digits = "" if finding.digits is None else f":{finding.digits}"
    return f"{flaw}{digits} {finding.variable or '-'} {finding.context}"


def check(scan: Scan, marked: str, *expected: str) -> None:
    """Scan the text without its marks; the marks and descriptions must come out again."""
    text = _MARK.sub("", marked)
    findings = scan(text)
    pieces, done = [], 0
    for finding in findings:
        pieces += [text[done : finding.span.start], "«"]
        pieces += [text[finding.span.start : finding.span.end], "»"]
        done = finding.span.end
    assert "".join([*pieces, text[done:]]) == marked
    assert [describe(finding) for finding in findings] == list(expected)
    for finding in findings:
        assert (finding.key is None) == (finding.flaw is not None)
        if finding.key:
            assert finding.key.reveal() == text[finding.span.start : finding.span.end]
