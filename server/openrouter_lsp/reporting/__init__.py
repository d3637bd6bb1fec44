"""Rule codes, severities, and every sentence that a user reads about a key or a failure. Pure."""

from openrouter_lsp.reporting.check_words import Unasked, explain_unasked
from openrouter_lsp.reporting.evidence_words import dated_evidence, evidence_sentence
from openrouter_lsp.reporting.facts import facts_of
from openrouter_lsp.reporting.glance_words import IGNORED, Glance, glance_at
from openrouter_lsp.reporting.hover import hover_markdown
from openrouter_lsp.reporting.ignoring_words import (
    ALL_IGNORED,
    IGNORE_LIST,
    NEW_LIST,
    NO_COMMENT_HERE,
    NOT_IGNORED,
    NOT_IN_A_FOLDER,
    NOT_THERE,
    NOT_TO_BE_LISTED,
    NOTHING_IGNORED,
    STILL_IGNORED,
    bad_entry_words,
    commented_words,
    entry_words,
    how_to_undo,
    ignored_path_words,
    why_ignored,
)
from openrouter_lsp.reporting.length_words import too_long_words
from openrouter_lsp.reporting.links import KEY_PAGE_TOOLTIP, KEYS_PAGE, key_page, page_of
from openrouter_lsp.reporting.listing_words import (
    Money,
    listed_expiry,
    listed_money,
    listed_name,
    listed_severity,
    listed_status,
    spoken_words,
)
from openrouter_lsp.reporting.masking import masked_line, masked_text, printable
from openrouter_lsp.reporting.problems import (
    Problem,
    Surroundings,
    is_misplaced,
    problems_of,
    status_of,
)
from openrouter_lsp.reporting.rules import RULES, Rule, Severity
from openrouter_lsp.reporting.shadow_words import ShadowedBy, ShadowPlace
from openrouter_lsp.reporting.shape_words import shape_sentence
from openrouter_lsp.reporting.sighting import Sighting, seen_markdown, seen_words
from openrouter_lsp.reporting.status_words import (
    expiry_warning,
    explain_status,
    next_step,
    steps_to_settle,
    without_answer,
)
from openrouter_lsp.reporting.summary import WORST_FIRST, Summary, summarize

__all__ = [
    "ALL_IGNORED",
    "IGNORED",
    "IGNORE_LIST",
    "KEYS_PAGE",
    "KEY_PAGE_TOOLTIP",
    "NEW_LIST",
    "NOTHING_IGNORED",
    "NOT_IGNORED",
    "NOT_IN_A_FOLDER",
    "NOT_THERE",
    "NOT_TO_BE_LISTED",
    "NO_COMMENT_HERE",
    "RULES",
    "STILL_IGNORED",
    "WORST_FIRST",
    "Glance",
    "Money",
    "Problem",
    "Rule",
    "Severity",
    "ShadowPlace",
    "ShadowedBy",
    "Sighting",
    "Summary",
    "Surroundings",
    "Unasked",
    "bad_entry_words",
    "commented_words",
    "dated_evidence",
    "entry_words",
    "evidence_sentence",
    "expiry_warning",
    "explain_status",
    "explain_unasked",
    "facts_of",
    "glance_at",
    "hover_markdown",
    "how_to_undo",
    "ignored_path_words",
    "is_misplaced",
    "key_page",
    "listed_expiry",
    "listed_money",
    "listed_name",
    "listed_severity",
    "listed_status",
    "masked_line",
    "masked_text",
    "next_step",
    "page_of",
    "printable",
    "problems_of",
    "seen_markdown",
    "seen_words",
    "shape_sentence",
    "spoken_words",
    "status_of",
    "steps_to_settle",
    "summarize",
    "too_long_words",
    "why_ignored",
    "without_answer",
]
