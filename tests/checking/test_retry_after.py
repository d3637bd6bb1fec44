"""When OpenRouter asks to be left alone, and until when."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from openrouter_lsp.keys import Fault
from tests.checking.given import NOW, error
from tests.checking.judging import PAGE, verdict_on


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("0", 0),
        ("           30", 30),
        ("86401", 86400),
        ("9" * 4500, 86400),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), 86400),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None),
        ("-5", None),
        ("1.5", None),
        ("٣٠", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
@pytest.mark.parametrize("body", [error(429, "Rate limit exceeded"), PAGE], ids=["json", "html"])
def test_retry_after(header: str | None, seconds: int | None, body: bytes) -> None:
    verdict = verdict_on(429, body, {} if header is None else {"retry-after": header})
    assert verdict.fault is Fault.RATE_LIMITED
    wanted = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert verdict.retry_at == wanted
