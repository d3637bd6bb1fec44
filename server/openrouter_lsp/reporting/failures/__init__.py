"""What is said of failures that programs printed, and of the keys that may have caused them."""

from openrouter_lsp.reporting.failures.checked_key import CheckedKey, KeyPlace, place_words
from openrouter_lsp.reporting.failures.conclusion_words import conclusion_words
from openrouter_lsp.reporting.failures.culprits import culprits, is_worth_a_check, is_worth_telling
from openrouter_lsp.reporting.failures.failure_report import Machine, failure_report
from openrouter_lsp.reporting.failures.failure_steps import failure_next_step
from openrouter_lsp.reporting.failures.failure_words import (
    explain_failure,
    failure_meaning,
    failure_title,
)
from openrouter_lsp.reporting.failures.told_words import page_code, told_words
from openrouter_lsp.reporting.failures.triage import Area, Shell, area_of, area_words, reproduction

__all__ = [
    "Area",
    "CheckedKey",
    "KeyPlace",
    "Machine",
    "Shell",
    "area_of",
    "area_words",
    "conclusion_words",
    "culprits",
    "explain_failure",
    "failure_meaning",
    "failure_next_step",
    "failure_report",
    "failure_title",
    "is_worth_a_check",
    "is_worth_telling",
    "page_code",
    "place_words",
    "reproduction",
    "told_words",
]
