"""Rule codes, severities, and every sentence that a user reads about a key. Pure."""

from openrouter_lsp.reporting.evidence_words import dated_evidence, evidence_sentence
from openrouter_lsp.reporting.facts import facts_of
from openrouter_lsp.reporting.hover import hover_markdown
from openrouter_lsp.reporting.links import KEYS_PAGE, key_page, page_of
from openrouter_lsp.reporting.problems import (
    Problem,
    ShadowedBy,
    ShadowPlace,
    Surroundings,
    problems_of,
    status_of,
)
from openrouter_lsp.reporting.rules import RULES, Rule, Severity
from openrouter_lsp.reporting.shape_words import shape_sentence
from openrouter_lsp.reporting.status_words import (
    Unasked,
    explain_status,
    explain_unasked,
    next_step,
)
from openrouter_lsp.reporting.summary import Summary, summarize

__all__ = [
    "KEYS_PAGE",
    "RULES",
    "Problem",
    "Rule",
    "Severity",
    "ShadowPlace",
    "ShadowedBy",
    "Summary",
    "Surroundings",
    "Unasked",
    "dated_evidence",
    "evidence_sentence",
    "explain_status",
    "explain_unasked",
    "facts_of",
    "hover_markdown",
    "key_page",
    "next_step",
    "page_of",
    "problems_of",
    "shape_sentence",
    "status_of",
    "summarize",
]
