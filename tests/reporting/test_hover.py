"""The explanation beside a key, in Markdown."""

import html
import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from openrouter_lsp.checking import judge, read_reply
from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import Surroundings, Unasked, hover_markdown
from openrouter_lsp.scanning import Context, Finding, Malformed, Placeholder, Span, scan_dotenv
from tests.reporting.given import (
    ASKED,
    IN_ENV,
    NOW,
    accepted,
    failed,
    found,
    new_key,
    refused,
    rejected,
    silent,
)

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(markdown: str) -> str:
    """What a reader sees: the text without its marks."""
    rendered = re.sub(r"</(?:p|li|h3)>\n?", "\n", MARKDOWN.render(markdown))
    return html.unescape(re.sub(r"<[^>]+>", "", rendered))


def test_a_healthy_key() -> None:
    finding = found()
    verdict = accepted(limit=10.0, limit_remaining=2.5, expires_at=NOW + timedelta(days=30))
    assert finding.key is not None
    assert hover_markdown(finding, verdict, IN_ENV, NOW) == (
        f"""\
**OpenRouter key: valid** · `{finding.masked}`

OpenRouter accepts this key.

- Left: $2.50 of $10.00
- Spent: $1.00
- Expires: in 30 days, 23 Dec 2026, 10:00 UTC

**Evidence**

- OpenRouter, 2 min ago: the key's time ends on 23 Dec 2026, 10:00 UTC
- OpenRouter, 2 min ago: the key is accepted (200)

[This key's page](https://openrouter.ai/keys/{finding.key.fingerprint}) · \
[Your keys](https://openrouter.ai/settings/keys)"""
    )


def test_a_rejected_key() -> None:
    finding = found()
    assert finding.key is not None
    assert hover_markdown(finding, rejected(), IN_ENV, NOW) == (
        f"""\
**OpenRouter key: rejected** · `{finding.masked}`

OpenRouter does not accept this key: it answers 401 “User not found.” The key may have expired, \
have been deleted or disabled, or be mistyped; the reply does not tell which.

**Next:** Open the key's page as its owner to see which, or make a new key at \
https://openrouter.ai/settings/keys. Or set a management key of the same account \
(OPENROUTER_MANAGEMENT_KEY, or in the editor) and check again: the key's record tells disabled \
and expired from deleted.

**Evidence:** OpenRouter, 2 min ago: 401 “User not found.”

[This key's page](https://openrouter.ai/keys/{finding.key.fingerprint}) · \
[Your keys](https://openrouter.ai/settings/keys)"""
    )


@pytest.mark.parametrize("flaw", [Malformed.TOO_SHORT, Placeholder.WORDS])
def test_what_is_no_key(flaw: Malformed | Placeholder) -> None:
    finding = Finding(Span(0, 9), "sk-or-v1-...", None, flaw, 63)
    markdown = hover_markdown(finding, rejected(), IN_ENV, NOW)
    status = "malformed" if isinstance(flaw, Malformed) else "placeholder"
    assert markdown.startswith(f"**OpenRouter key: {status}** · `sk-or-v1-...`\n\nNo")
    assert "Evidence" not in markdown
    assert "User not found" not in markdown
    assert "openrouter.ai/keys/" not in markdown
    assert "[Your keys](https://openrouter.ai/settings/keys)" in markdown


def test_a_failed_check() -> None:
    markdown = hover_markdown(found(), failed(Fault.OFFLINE), IN_ENV, NOW)
    assert markdown.count("could not be reached") == 1
    assert "no answer (ConnectError)" in markdown


@pytest.mark.parametrize("before", [accepted(), rejected()], ids=["accepted", "rejected"])
def test_a_failed_check_of_a_key_that_is_known(before: Verdict) -> None:
    verdict = replace(before, fault=Fault.OFFLINE, evidence=(silent(), *before.evidence))
    markdown = hover_markdown(found(), verdict, IN_ENV, NOW)
    assert "The newest check gave no answer. OpenRouter could not be reached" in markdown


def test_what_else_is_wrong_is_told_once() -> None:
    committable = Surroundings(is_environment_file=True, is_committable=True)
    markdown = hover_markdown(found(variable="VITE_KEY"), rejected(), committable, NOW)
    for words in ("does not accept this key", "make a new key", "Git would commit", "VITE_"):
        assert markdown.count(words) == 1


def test_what_is_remembered_of_a_key_that_nobody_asked_about() -> None:
    seen = NOW - timedelta(days=20)
    remembered = Evidence(EvidenceSource.MEMORY, seen, Fact.EXPIRES_AT, moment=NOW)
    verdict = Verdict(KeyStatus.UNCHECKED, evidence=(remembered,))
    markdown = hover_markdown(found(), verdict, IN_ENV, NOW, Unasked.UNTRUSTED)
    assert markdown.startswith("**OpenRouter key: unchecked**")
    assert (
        "**Evidence:** Remembered from 3 Nov 2026, 10:00 UTC: the key's time ends on"
        " 23 Nov 2026, 10:00 UTC"
    ) in markdown


def test_a_management_key_that_is_refused_is_told_of() -> None:
    refusal = Evidence(EvidenceSource.RECORD, NOW, Fact.MANAGEMENT_KEY_REFUSED, "User not found.")
    verdict = replace(rejected(), evidence=(*rejected().evidence, refusal))
    markdown = hover_markdown(found(), verdict, IN_ENV, NOW)
    assert "The key's record, just now: not shown, since OpenRouter refused your" in markdown
    assert "set one that works" in markdown
    assert "Or set a management key" not in markdown


def test_why_nobody_asked() -> None:
    verdict = Verdict(KeyStatus.UNCHECKED)
    markdown = hover_markdown(found(), verdict, IN_ENV, NOW, Unasked.UNTRUSTED)
    assert "This workspace is not trusted" in markdown


OF_KEYS = set(KeyStatus) - {KeyStatus.MALFORMED, KeyStatus.PLACEHOLDER}


def every_verdict() -> list[Verdict]:
    expired = Verdict(
        KeyStatus.EXPIRED, evidence=(refused(401, "API key expired."),), checked_at=ASKED
    )
    return [
        *(
            accepted(status, expires_at=NOW, limit_remaining=0.0)
            for status in KeyStatus
            if status in OF_KEYS
        ),
        *(failed(fault) for fault in Fault),
        rejected(),
        expired,
    ]


@pytest.mark.parametrize("verdict", every_verdict(), ids=lambda verdict: str(verdict.status))
def test_the_key_is_never_shown(verdict: Verdict) -> None:
    key = new_key()
    (finding,) = scan_dotenv(f"OPENROUTER_API_KEY={key.reveal()}\n")
    markdown = hover_markdown(finding, verdict, Surroundings(is_environment_file=False), NOW)
    digits = key.reveal().removeprefix("sk-or-v1-")
    for start in range(len(digits) - 8):
        assert digits[start : start + 8] not in markdown.replace(key.fingerprint, "")
    assert key.masked in markdown


# Foreign words are shown as they are

INJECTIONS = [
    "![x](https://evil.example/x.png)",
    "[click](command:evil)",
    "<img src=https://evil.example/x.png onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<https://evil.example>",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "`code` ```",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "\\[click\\](https://evil.example)",
    "\\",
    "a | b | c",
    "# no heading",
    "- no list",
    "1. no list",
    "> no quotation",
    "---",
    "[ref]: https://evil.example",
]
HARMFUL = re.compile(r"<(?:img|script|i|b|em|strong|code|s|del|table|blockquote|hr)\b")


def ensure_plain(markdown: str, said: str) -> None:
    body = markdown.split("\n\n", 1)[1].rsplit("\n\n", 1)[0]
    for title in ("Evidence", "Evidence:", "Next:"):
        body = body.replace(f"**{title}**", title)
    rendered = MARKDOWN.render(body)
    assert not HARMFUL.search(rendered)
    assert "<a " not in rendered
    assert said in shown(body)


@pytest.mark.parametrize("said", INJECTIONS)
def test_openrouters_message_is_no_markup(said: str) -> None:
    markdown = hover_markdown(found(), rejected(said), IN_ENV, NOW)
    ensure_plain(markdown, said)
    assert shown(markdown).count(said) >= 2  # in the explanation and in the evidence


@pytest.mark.parametrize("said", INJECTIONS)
def test_what_else_openrouter_says_is_no_markup(said: str) -> None:
    told: dict[str, Any] = {"limit": 5.0, "limit_remaining": 0.0, "limit_reset": said}
    ensure_plain(hover_markdown(found(), accepted(KeyStatus.EXHAUSTED, **told), IN_ENV, NOW), said)
    ensure_plain(hover_markdown(found(), accepted(**told), IN_ENV, NOW), said)
    silence = Verdict(KeyStatus.UNKNOWN, evidence=(silent(said),), fault=Fault.NOT_OPENROUTER)
    ensure_plain(hover_markdown(found(), silence, IN_ENV, NOW), said)


@given(st.text(alphabet=st.sampled_from("*_`[]()<>!#~|&\\-+.:;=\"' \n\tab/1é"), max_size=40))
def test_nothing_that_can_be_said_is_markup(said: str) -> None:
    """From the wire to the hover."""
    body = f'{{"error": {{"code": 401, "message": {json.dumps(said)}}}}}'.encode()
    verdict = judge(read_reply(401, {}, body, ASKED), NOW)
    assert verdict.status is KeyStatus.REJECTED or verdict.fault is not None
    quote = verdict.evidence[0].quote
    assert quote is not None
    ensure_plain(hover_markdown(found(), verdict, IN_ENV, NOW), quote)


def test_what_stands_in_the_file_is_no_markup() -> None:
    masked = "`](x)<b>..."
    finding = Finding(Span(0, 9), masked, None, Malformed.CAPITALS, 64, "X", Context.ASSIGNMENT)
    markdown = hover_markdown(finding, Verdict(KeyStatus.UNCHECKED), IN_ENV, NOW)
    assert markdown.splitlines()[0] == "**OpenRouter key: malformed** · `'](x)<b>...`"
