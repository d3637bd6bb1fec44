"""Why a check gave no answer: who was asked, until when nothing is sent, and nothing untrue."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, Verdict
from openrouter_lsp.reporting import without_answer
from openrouter_lsp.reporting.check_words import fault_words
from tests.reporting.given import ASKED, NOW, SENTENCES, accepted, failed, refused, silent

MOCK = "http://localhost:1/api/v1"
WRONG_PATH = "https://openrouter.ai/v1"


def check(
    fault: Fault, told: Evidence, says: tuple[str, ...], not_says: tuple[str, ...] = ()
) -> None:
    verdict = replace(failed(fault), evidence=(told,))
    words = fault_words(verdict)
    assert SENTENCES.fullmatch(f"It failed. {words}")
    for part in says:
        assert part in words
    for part in not_says:
        assert part not in words


def at(address: str, quote: str = "ConnectError") -> Evidence:
    return replace(silent(quote), address=address)


@pytest.mark.parametrize(
    ("fault", "address", "says"),
    [
        (Fault.OFFLINE, MOCK, "Nothing takes connections at localhost:1: the address is mistyped"),
        (Fault.TIMEOUT, MOCK, "Nobody answered in time at localhost:1."),
        (Fault.GIVEN_UP, MOCK, "localhost:1 was not asked"),
        (Fault.SERVER_ERROR, MOCK, "The answer of localhost:1 was an error"),
        (Fault.NOT_OPENROUTER, MOCK, "What localhost:1 sent back is no answer of OpenRouter's"),
        (Fault.NOT_FOUND, WRONG_PATH, "so its path is probably wrong"),
        (Fault.BROKEN_OFF, MOCK, "The connection broke off"),
    ],
)
def test_an_address_that_is_set_is_named_with_where_it_is_set(
    fault: Fault, address: str, says: str
) -> None:
    where = (address, "OPENROUTER_BASE_URL", "openrouter.baseUrl", "https://openrouter.ai/api/v1")
    check(fault, at(address), (says, *where), ("Check the network", "trouble of its own"))


def test_openrouters_own_address_is_not_doubted() -> None:
    for fault in set(Fault) - {Fault.BASE_URL}:
        check(fault, silent(), (), ("OPENROUTER_BASE_URL",))


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.FORBIDDEN, Fault.UNKNOWN_FORM])
@pytest.mark.parametrize(
    "quote", ["API key expired.", "HTTP 401, “API key expired.”", "This key is disabled"]
)
def test_what_the_quote_says_is_not_denied(fault: Fault, quote: str) -> None:
    told = refused(403, quote)
    check(fault, told, ("speaks of the key", "not taken for a verdict"), ("tells nothing", "login"))
    check(fault, replace(told, address=MOCK), ("speaks of the key", MOCK), ("tells nothing",))


@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR])
def test_until_when_nothing_is_sent(fault: Fault) -> None:
    waits = replace(failed(fault), retry_at=NOW + timedelta(minutes=10))
    words = fault_words(waits)
    assert "before 23 Nov 2026, 10:10 UTC: until then nothing is sent about this key" in words
    assert "later" not in words
    # Also where an earlier answer tells the status.
    assert without_answer(replace(accepted(), fault=fault, retry_at=waits.retry_at)).endswith(words)


def test_what_is_told_when_a_check_gave_an_answer() -> None:
    assert without_answer(accepted()) == ""
    assert without_answer(failed(Fault.OFFLINE)) == ""  # its status says it
    assert fault_words(accepted()) == ""


def test_a_fault_without_evidence_has_words() -> None:
    assert fault_words(Verdict(failed(Fault.OFFLINE).status, fault=Fault.OFFLINE))
    told = Evidence(EvidenceSource.OPENROUTER, ASKED, Fact.NOT_ANSWERED)
    check(Fault.SERVER_ERROR, told, ("tells nothing of the key",))
