"""Evidence in words, with its source and its time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
)
from openrouter_lsp.reporting import (
    dated_evidence,
    evidence_sentence,
)
from tests.reporting.given import NOW, refused, silent


def of_the_record(fact: Fact, quote: str | None = None) -> Evidence:
    return Evidence(EvidenceSource.RECORD, NOW, fact, quote)


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (refused(401, "User not found."), "401 “User not found.”"),
        (refused(401, ""), "401 without a message"),
        (refused(401, None), "401 without a message"),
        (Evidence(EvidenceSource.OPENROUTER, NOW, Fact.REFUSED, "x"), "an error “x”"),
        (silent("HTTP 200, text/html"), "no answer (HTTP 200, text/html)"),
        (silent(None), "no answer"),
        (
            Evidence(EvidenceSource.OPENROUTER, NOW, Fact.ACCEPTED, code=200),
            "the key is accepted (200)",
        ),
        (
            Evidence(EvidenceSource.RECORD, NOW, Fact.EXPIRES_AT, moment=NOW),
            "the key's time ends on 23 Nov 2026, 10:00 UTC",
        ),
        (
            Evidence(EvidenceSource.OPENROUTER, NOW, Fact.EXPIRES_AT),
            "the key's time ends, at a moment that could not be read",
        ),
        (of_the_record(Fact.DISABLED), "it is disabled"),
        (of_the_record(Fact.IN_ORDER), "it is neither disabled nor expired"),
        (
            of_the_record(Fact.NOTHING_LEFT),
            "it is neither disabled nor expired, and nothing is left of its limit",
        ),
        (
            of_the_record(Fact.NO_RECORD),
            "this account has no such key; it was deleted, or is another account's",
        ),
        (
            of_the_record(Fact.RECORD_NOT_FOUND),
            (
                "this account has no such key in the workspaces that could be searched; it may be"
                " in another of them"
            ),
        ),
        (
            of_the_record(Fact.MANAGEMENT_KEY_REFUSED, "User not found."),
            (
                "not shown, since OpenRouter refused your management key (“User not found.”);"
                " set one that works, as OPENROUTER_MANAGEMENT_KEY or in the editor"
            ),
        ),
        (
            of_the_record(Fact.MANAGEMENT_KEY_REFUSED),
            (
                "not shown, since OpenRouter refused your management key; set one that works, as"
                " OPENROUTER_MANAGEMENT_KEY or in the editor"
            ),
        ),
        (
            of_the_record(Fact.MANAGEMENT_KEY_MALFORMED),
            (
                "not asked for, since the management key is not a whole key; set one that works,"
                " as OPENROUTER_MANAGEMENT_KEY or in the editor"
            ),
        ),
        (
            of_the_record(Fact.NOT_ANSWERED, "after 15 s"),
            "no answer (after 15 s); check the key again later",
        ),
    ],
)
def test_evidence(evidence: Evidence, words: str) -> None:
    assert evidence_sentence(evidence) == words


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (EvidenceSource.OPENROUTER, "OpenRouter, 3 hours ago"),
        (EvidenceSource.MEMORY, "Remembered from 23 Nov 2026, 07:00 UTC"),
        (EvidenceSource.RECORD, "The key's record, 3 hours ago"),
        (EvidenceSource.SHAPE, "Its shape, 3 hours ago"),
    ],
)
def test_evidence_is_dated(source: EvidenceSource, name: str) -> None:
    evidence = Evidence(source, NOW - timedelta(hours=3), Fact.REFUSED, "No", 401)
    assert dated_evidence(evidence, NOW) == f"{name}: 401 “No”"
    elsewhere = replace(evidence, address="https://openrouter.ai/another/path")
    assert dated_evidence(elsewhere, NOW) == f"{name}: 401 “No”"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (EvidenceSource.OPENROUTER, "127.0.0.1:8931, 3 hours ago"),
        (
            EvidenceSource.MEMORY,
            "Remembered from 23 Nov 2026, 07:00 UTC, said by 127.0.0.1:8931",
        ),
        (EvidenceSource.RECORD, "The key's record at 127.0.0.1:8931, 3 hours ago"),
    ],
)
def test_another_host_than_openrouter_is_named(source: EvidenceSource, name: str) -> None:
    address = "http://127.0.0.1:8931/api/v1"
    at = NOW - timedelta(hours=3)
    evidence = Evidence(source, at, Fact.REFUSED, "No", 401, address=address)
    assert dated_evidence(evidence, NOW) == f"{name}: 401 “No”"
