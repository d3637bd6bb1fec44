"""An answer that is not OpenRouter's says nothing of the key."""

import pytest

from openrouter_lsp.keys import Fact, Fault
from tests.checking.given import described, error
from tests.checking.judging import HTML, JSON, PAGE, check, moment, unknown, verdict_on

WHOLE = described(expires_at=moment(days=1))


@pytest.mark.parametrize(
    ("status", "headers", "body", "fault"),
    [
        (200, HTML, PAGE, Fault.NOT_OPENROUTER),
        (401, HTML, PAGE, Fault.NOT_OPENROUTER),
        (403, HTML, b"<title>Attention Required! | Cloudflare</title>", Fault.NOT_OPENROUTER),
        (404, HTML, PAGE, Fault.NOT_FOUND),
        (407, HTML, PAGE, Fault.PROXY),
        (408, HTML, PAGE, Fault.SERVER_ERROR),
        (429, HTML, PAGE, Fault.RATE_LIMITED),
        (503, HTML, PAGE, Fault.SERVER_ERROR),
        (522, HTML, PAGE, Fault.SERVER_ERROR),
        (301, HTML, PAGE, Fault.REDIRECT),
        (302, JSON, WHOLE, Fault.REDIRECT),
        (307, {}, b"", Fault.REDIRECT),
        (200, JSON, WHOLE[:-20], Fault.NOT_OPENROUTER),
        (401, JSON, error(401, "API key expired.")[:-1], Fault.NOT_OPENROUTER),
        (200, JSON, b"", Fault.NOT_OPENROUTER),
        (401, {}, b"", Fault.NOT_OPENROUTER),
        (204, {}, b"", Fault.NOT_OPENROUTER),
        (201, JSON, WHOLE, Fault.NOT_OPENROUTER),
        (200, JSON, b" " * 300_000, Fault.NOT_OPENROUTER),
        (200, JSON, b"[" * 200_000, Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data":' * 100_000 + b"1" + b"}" * 100_000, Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error":' * 100_000, Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {"usage": ' + b"9" * 5000 + b"}}", Fault.NOT_OPENROUTER),
        (200, JSON, b"\xff\xfe\x00\xd8", Fault.NOT_OPENROUTER),
        (200, JSON, b"null", Fault.NOT_OPENROUTER),
        (200, JSON, b"[]", Fault.NOT_OPENROUTER),
        (200, JSON, b"{}", Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {}}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": null}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": [{"id": "a/model"}]}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {"ok": true}}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"status": "ok"}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": "API key expired."}', Fault.UNKNOWN_FORM),
        (401, JSON, b'{"error": {"message": "API key expired."}}', Fault.UNKNOWN_FORM),
        (401, JSON, b'{"error": {"message": " ", "code": "401"}}', Fault.NOT_OPENROUTER),
        (503, JSON, b'{"error": {"message": "x", "code": "503"}}', Fault.SERVER_ERROR),
        (401, JSON, b'{"error": {"code": 401}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": ["x"], "code": 401}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": "x", "code": "401"}}', Fault.UNKNOWN_FORM),
        (401, JSON, b'{"error": {"message": "x", "code": 401.0}}', Fault.UNKNOWN_FORM),
        (
            401,
            JSON,
            b'{"type": "error", "error": {"type": "authentication_error", "message": "x"}}',
            Fault.UNKNOWN_FORM,
        ),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_not_openrouters_json_says_nothing_of_the_key(
    status: int, headers: dict[str, str], body: bytes, fault: Fault
) -> None:
    assert check(status, body, headers) == unknown(fault)


def test_a_page_is_named_by_its_kind_alone() -> None:
    (evidence,) = verdict_on(200, PAGE, HTML).evidence
    assert (evidence.fact, evidence.quote) == (Fact.NOT_ANSWERED, "HTTP 200, text/html")


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": {"message": "API key expired.", "code": "401"}}',
        b'{"type": "error", "error": {"type": "x_error", "message": "API key expired."}}',
        b'{"error": " API key expired. "}',
    ],
)
def test_the_words_of_an_error_in_another_form_are_quoted(body: bytes) -> None:
    (evidence,) = verdict_on(401, body).evidence
    assert (evidence.fact, evidence.quote) == (Fact.NOT_ANSWERED, "HTTP 401, “API key expired.”")
