"""The explanation that an editor shows beside a key."""

from datetime import datetime

from openrouter_lsp.keys import Verdict
from openrouter_lsp.reporting.check_words import Unasked
from openrouter_lsp.reporting.evidence_words import dated_evidence
from openrouter_lsp.reporting.facts import facts_of
from openrouter_lsp.reporting.ignoring_words import how_to_undo, why_ignored
from openrouter_lsp.reporting.links import KEYS_PAGE, key_page
from openrouter_lsp.reporting.problems import Surroundings, problems_of, status_of
from openrouter_lsp.reporting.shadow_words import ShadowPlace, shadow_words
from openrouter_lsp.reporting.shape_words import shape_next_step, shape_sentence
from openrouter_lsp.reporting.status_words import (
    explain_status,
    next_step,
    steps_to_settle,
    without_answer,
)
from openrouter_lsp.scanning import Finding


def hover_markdown(
    finding: Finding,
    verdict: Verdict,
    surroundings: Surroundings,
    now: datetime,
    unasked: Unasked | None = None,
) -> str:
    """Return all that is known of a finding: status, why, facts, evidence with its age, links."""
    status = status_of(finding, verdict)
    state = str(status) if finding.ignored is None else "ignored"
    title = f"**OpenRouter key: {state}** · `{_code(finding.masked)}`"
    if finding.ignored is not None:
        words = f"{why_ignored(finding.ignored)} {how_to_undo(finding.ignored)}"
        return "\n\n".join([title, words, f"[Your keys]({KEYS_PAGE})"])
    problems = problems_of(finding, verdict, surroundings, now)
    if finding.key is None:
        # The sentence may show a part of the value, and that is anybody's text.
        words = f"{_escape(shape_sentence(finding))} {shape_next_step(finding)}"
        return "\n\n".join([title, words, f"[Your keys]({KEYS_PAGE})"])
    key = finding.key.fingerprint
    explanation = explain_status(verdict, now, unasked)
    parts = [title, _escape(explanation)]
    step = next_step(verdict)
    if step:
        # The page that would settle it stands below as a link.
        parts.append(" ".join([f"**Next:** {step}", *steps_to_settle(verdict, key)[1:]]))
    parts.append(without_answer(verdict))
    parts += [p.message for p in problems if explanation not in p.message]
    shadow = surroundings.shadowed_by
    if shadow is not None and shadow.place is ShadowPlace.OTHER_FILE:
        parts.append(shadow_words(finding, shadow))
    facts = [f"{name}: {_escape(words)}" for name, words in facts_of(verdict, now)]
    parts += [_list(facts)]
    parts += [_evidence([_escape(dated_evidence(e, now)) for e in verdict.evidence])]
    page = f"[This key's page]({key_page(key)})"
    parts.append(f"{page} · [Your keys]({KEYS_PAGE})")
    return "\n\n".join(part for part in parts if part)


def _evidence(lines: list[str]) -> str:
    # One line where one will do: an editor shows only so many before one has to scroll.
    return f"**Evidence:** {lines[0]}" if len(lines) == 1 else _list(lines, "**Evidence**")


def _list(lines: list[str], title: str = "") -> str:
    if not lines:
        return ""
    return "\n".join([*([title, ""] if title else []), *(f"- {line}" for line in lines)])


def _code(text: str) -> str:
    return text.replace("`", "'")


def _escape(text: str) -> str:
    """Make foreign words show as they are, not as markdown or HTML."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>|~&" else c for c in text)
