"""Why nobody asked about a key, and what is told of it all the same."""

from datetime import datetime, timedelta

import pytest

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked, explain_status, explain_unasked
from tests.reporting.given import ASKED, NOW, SENTENCES, accepted


@pytest.mark.parametrize("unasked", Unasked)
def test_why_openrouter_was_not_asked(unasked: Unasked) -> None:
    told = explain_status(Verdict(KeyStatus.UNCHECKED), NOW, unasked)
    assert told == explain_unasked(unasked)
    assert SENTENCES.fullmatch(told)


@pytest.mark.parametrize("unasked", [None, *Unasked])
def test_a_remembered_expiry_that_has_passed_is_told_and_is_no_verdict(
    unasked: Unasked | None,
) -> None:
    def told(moment: datetime | None, fact: Fact = Fact.EXPIRES_AT) -> str:
        remembered = Evidence(EvidenceSource.MEMORY, ASKED, fact, moment=moment)
        verdict = Verdict(KeyStatus.UNCHECKED, evidence=(remembered,))
        return explain_status(verdict, NOW, unasked)

    why = explain_status(Verdict(KeyStatus.UNCHECKED), NOW, unasked)
    assert told(NOW) == (
        f"{why} The expiry that is remembered of it, 23 Nov 2026, 10:00 UTC, has passed; a check"
        " would tell whether OpenRouter still accepts it."
    )
    assert told(NOW + timedelta(seconds=1)) == why
    assert told(None) == why
    assert told(None, Fact.ACCEPTED) == why


def test_that_openrouter_said_so_once_is_told_and_is_no_verdict() -> None:
    remembered = Evidence(EvidenceSource.MEMORY, ASKED, Fact.REFUSED, "API key expired.", 401)
    verdict = Verdict(KeyStatus.UNCHECKED, evidence=(remembered,))
    assert explain_status(verdict, NOW, Unasked.OFFLINE) == (
        f"{explain_unasked(Unasked.OFFLINE)} It is remembered that on 23 Nov 2026, 09:58 UTC the"
        " answer was that it has expired; a check would tell whether that still holds."
    )


def test_a_key_that_was_checked_elsewhere_is_told_as_it_is() -> None:
    assert explain_status(accepted(), NOW, Unasked.MENTION) == "OpenRouter accepts this key."
