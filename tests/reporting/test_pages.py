"""Each rule and each key has a page of its own."""

import pytest

from openrouter_lsp.keys import Certainty, Failure, FailureKind, KeyStatus
from openrouter_lsp.reporting import RULES, Rule, key_page, page_of
from openrouter_lsp.reporting.failures import page_code
from tests.reporting.given import new_key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    assert page_of(rule.code).startswith("file:///")
    assert page_of(rule.code).endswith(f"/pages/{rule.code}.md")


@pytest.mark.parametrize("code", ["", "no-such-rule", "../pages/key-expired", "/etc/passwd", "."])
def test_no_other_page(code: str) -> None:
    with pytest.raises(ValueError, match="no page"):
        page_of(code)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)


def test_the_page_of_a_key_is_addressed_by_its_fingerprint() -> None:
    key = new_key()
    assert key_page(key.fingerprint) == f"https://openrouter.ai/keys/{key.fingerprint}"


@pytest.mark.parametrize("kind", FailureKind)
def test_every_kind_of_failure_has_a_page(kind: FailureKind) -> None:
    failure = Failure(kind, Certainty.LIKELY, 1, "")
    assert page_of(page_code(failure, None)).startswith("file:///")


@pytest.mark.parametrize("status", [KeyStatus.EXPIRED, KeyStatus.REJECTED, KeyStatus.EXHAUSTED])
def test_a_failure_that_a_key_is_to_blame_for_has_the_page_of_the_key(status: KeyStatus) -> None:
    failure = Failure(FailureKind.INVALID_KEY, Certainty.LIKELY, 1, "")
    assert page_of(page_code(failure, status)) == page_of(f"key-{status}")
