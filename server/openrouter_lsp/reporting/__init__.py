"""Rule codes, severities, and every sentence that a user reads about a key or a failure. Pure."""

from openrouter_lsp.reporting.check_words import Unasked, explain_unasked
from openrouter_lsp.reporting.checked_key import CheckedKey, KeyPlace, place_words
from openrouter_lsp.reporting.conclusion_words import conclusion_words
from openrouter_lsp.reporting.culprits import culprits, is_worth_a_check, is_worth_telling
from openrouter_lsp.reporting.evidence_words import dated_evidence, evidence_sentence
from openrouter_lsp.reporting.facts import facts_of
from openrouter_lsp.reporting.failure_report import Machine, failure_report
from openrouter_lsp.reporting.failure_steps import failure_next_step
from openrouter_lsp.reporting.failure_words import explain_failure, failure_meaning, failure_title
from openrouter_lsp.reporting.hover import hover_markdown
from openrouter_lsp.reporting.links import KEYS_PAGE, key_page, page_of
from openrouter_lsp.reporting.masking import masked_line, masked_text
from openrouter_lsp.reporting.new_key_words import (
    NO_INPUT_BOX,
    NO_KEY,
    NO_SUCH_KEY,
    NOTHING_KEPT,
    SAME_KEY,
    Unwritten,
    doubt_words,
    kept_words,
    shown_words,
    unwritten_words,
    written_words,
)
from openrouter_lsp.reporting.problems import (
    Problem,
    ShadowedBy,
    ShadowPlace,
    Surroundings,
    is_misplaced,
    problems_of,
    status_of,
)
from openrouter_lsp.reporting.rotation_words import (
    NO_MANAGEMENT_KEY,
    no_record_words,
    not_done_words,
    retire_words,
    retired_words,
)
from openrouter_lsp.reporting.rules import RULES, Rule, Severity
from openrouter_lsp.reporting.shape_words import shape_sentence
from openrouter_lsp.reporting.sighting import Sighting, seen_markdown, seen_words
from openrouter_lsp.reporting.sign_in_words import (
    CANCELLED,
    NO_ADDRESS,
    NO_SIGN_IN,
    TIMED_OUT,
    browser_words,
    code_words,
    denied_words,
    key_name,
    not_signed_in_words,
)
from openrouter_lsp.reporting.status_words import (
    expiry_warning,
    explain_status,
    next_step,
    steps_to_settle,
)
from openrouter_lsp.reporting.summary import Summary, summarize
from openrouter_lsp.reporting.told_words import page_code, told_words
from openrouter_lsp.reporting.triage import Area, Shell, area_of, area_words, reproduction

__all__ = [
    "CANCELLED",
    "KEYS_PAGE",
    "NOTHING_KEPT",
    "NO_ADDRESS",
    "NO_INPUT_BOX",
    "NO_KEY",
    "NO_MANAGEMENT_KEY",
    "NO_SIGN_IN",
    "NO_SUCH_KEY",
    "RULES",
    "SAME_KEY",
    "TIMED_OUT",
    "Area",
    "CheckedKey",
    "KeyPlace",
    "Machine",
    "Problem",
    "Rule",
    "Severity",
    "ShadowPlace",
    "ShadowedBy",
    "Shell",
    "Sighting",
    "Summary",
    "Surroundings",
    "Unasked",
    "Unwritten",
    "area_of",
    "area_words",
    "browser_words",
    "code_words",
    "conclusion_words",
    "culprits",
    "dated_evidence",
    "denied_words",
    "doubt_words",
    "evidence_sentence",
    "expiry_warning",
    "explain_failure",
    "explain_status",
    "explain_unasked",
    "facts_of",
    "failure_meaning",
    "failure_next_step",
    "failure_report",
    "failure_title",
    "hover_markdown",
    "is_misplaced",
    "is_worth_a_check",
    "is_worth_telling",
    "kept_words",
    "key_name",
    "key_page",
    "masked_line",
    "masked_text",
    "next_step",
    "no_record_words",
    "not_done_words",
    "not_signed_in_words",
    "page_code",
    "page_of",
    "place_words",
    "problems_of",
    "reproduction",
    "retire_words",
    "retired_words",
    "seen_markdown",
    "seen_words",
    "shape_sentence",
    "shown_words",
    "status_of",
    "steps_to_settle",
    "summarize",
    "told_words",
    "unwritten_words",
    "written_words",
]
