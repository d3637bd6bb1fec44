"""Another key in the place of one."""

from collections.abc import Iterable

from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.scanning import Context, Finding


def replace_key(findings: Iterable[Finding], old: Fingerprint, new: Key) -> tuple[Replacement, ...]:
    """Put a key in every place of another that a program may read.

    Quotes, `export`, comments and line ends stay, since only the key's own characters change. A
    key in a comment is left: it may be a note of what once was.

    Args:
        findings: those of one text.
        old: the key that stands there.
        new: the key that is to stand there.
    """
    return tuple(
        Replacement(finding.span, new.reveal())
        for finding in findings
        if finding.key is not None
        and finding.key.fingerprint == old
        and finding.context not in (Context.COMMENT, Context.COMMENTED_ASSIGNMENT)
    )


def replace_finding(finding: Finding, new: Key) -> Replacement:
    """Put a key in the place of what tried to be one, or of a placeholder."""
    return Replacement(finding.span, new.reveal())
