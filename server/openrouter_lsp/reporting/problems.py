"""What is wrong with a finding."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openrouter_lsp.keys import KeyStatus, Verdict
from openrouter_lsp.reporting import rules
from openrouter_lsp.reporting.rules import Rule, Severity
from openrouter_lsp.reporting.shadow_words import ShadowedBy, ShadowPlace, shadow_words
from openrouter_lsp.reporting.shape_words import shape_next_step, shape_sentence
from openrouter_lsp.reporting.status_words import explain_status, next_step
from openrouter_lsp.scanning import SHIPPED_TO_BROWSERS, Context, Finding, Malformed, Placeholder

_RULE_OF_STATUS: Final = {
    KeyStatus.EXPIRED: rules.KEY_EXPIRED,
    KeyStatus.DISABLED: rules.KEY_DISABLED,
    KeyStatus.REJECTED: rules.KEY_REJECTED,
    KeyStatus.EXPIRING: rules.KEY_EXPIRING,
    KeyStatus.EXHAUSTED: rules.KEY_EXHAUSTED,
    KeyStatus.UNKNOWN: rules.CHECK_FAILED,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The file that a finding stands in, and what stands against the finding.

    Attributes:
        is_environment_file: whether it is one, or source code and the like.
        is_committable: whether git would commit it.
        shadowed_by: what programs use in place of the finding's key; None where they use that, or
            where it is not known.
    """

    is_environment_file: bool
    is_committable: bool = False
    shadowed_by: ShadowedBy | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a finding breaks, and the words for it, with what to do next."""

    rule: Rule
    message: str

    @property
    def code(self) -> str:
        """The rule's name."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity


def status_of(finding: Finding, verdict: Verdict) -> KeyStatus:
    """Return the status of a finding: of its shape where it is no key, else of its verdict."""
    if isinstance(finding.flaw, Malformed):
        return KeyStatus.MALFORMED
    if isinstance(finding.flaw, Placeholder):
        return KeyStatus.PLACEHOLDER
    return verdict.status


def problems_of(
    finding: Finding, verdict: Verdict, surroundings: Surroundings, now: datetime | None
) -> tuple[Problem, ...]:
    """Return what is wrong, worst first; nothing for a healthy key, or what is ignored.

    Args:
        finding: the key, or what tried to be one.
        verdict: what is known of the key; not looked at where there is none.
        surroundings: the file.
        now: the moment to speak from; None for words that stay on a screen.
    """
    if finding.ignored is not None:
        return ()
    if finding.flaw is not None:
        kind = finding.flaw
        rule = rules.KEY_MALFORMED if isinstance(kind, Malformed) else rules.KEY_PLACEHOLDER
        problem = Problem(rule, f"{shape_sentence(finding)} {shape_next_step(finding)}")
        if finding.holds_key and surroundings.is_committable:
            return problem, Problem(rules.KEY_NOT_IGNORED, _NOT_IGNORED)
        return (problem,)
    problems = [*_of_verdict(verdict, now), *_of_use(finding, verdict, surroundings)]
    return tuple(sorted(problems, key=lambda problem: rules.RULES.index(problem.rule)))


def is_misplaced(finding: Finding, verdict: Verdict) -> bool:
    """Whether a key is a management key, and stands where a model key belongs."""
    variable = (finding.variable or "").upper()
    for_management = "MANAGEMENT" in variable or "PROVISIONING" in variable
    return bool(verdict.details.is_management_key) and not for_management


def _of_verdict(verdict: Verdict, now: datetime | None) -> list[Problem]:
    rule = _RULE_OF_STATUS.get(verdict.status)
    if rule is None:
        return []
    step = next_step(verdict)
    words = explain_status(verdict, now)
    return [Problem(rule, f"{words} {step}" if step else words)]


def _of_use(finding: Finding, verdict: Verdict, surroundings: Surroundings) -> list[Problem]:
    problems = []
    variable = (finding.variable or "").upper()
    if is_misplaced(finding, verdict):
        problems.append(Problem(rules.MANAGEMENT_KEY, _MANAGEMENT))
    if variable.startswith(SHIPPED_TO_BROWSERS) and finding.context is Context.ASSIGNMENT:
        prefix = next(p for p in SHIPPED_TO_BROWSERS if variable.startswith(p))
        problems.append(Problem(rules.KEY_PUBLIC_PREFIX, _PUBLIC.format(prefix=prefix)))
    shadow = surroundings.shadowed_by
    if shadow and shadow.place is not ShadowPlace.OTHER_FILE:
        problems.append(Problem(rules.KEY_SHADOWED, shadow_words(finding, shadow)))
    if not surroundings.is_environment_file:
        problems.append(Problem(rules.KEY_IN_SOURCE, _IN_SOURCE))
    elif surroundings.is_committable:
        problems.append(Problem(rules.KEY_NOT_IGNORED, _NOT_IGNORED))
    return problems


_MANAGEMENT: Final = (
    "This is a management key: it administers keys and cannot run models. Put a model key here, and"
    " keep this one in OPENROUTER_MANAGEMENT_KEY."
)
_PUBLIC: Final = (
    "A variable that begins with {prefix} is built into the pages that browsers load, the key"
    " with it. Rename the variable, read it on the server, and replace a key that was published."
)
_IN_SOURCE: Final = (
    "A key in a source file is shared with whoever gets the file. Keep it in a .env file that git"
    " ignores, and read it from the environment."
)
_NOT_IGNORED: Final = (
    "Git would commit this file, and the key with it. Add the file to .gitignore (if git tracks it"
    " already, git rm --cached takes it out); if it was ever pushed, replace the key."
)
