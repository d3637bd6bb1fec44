"""How the keys of a workspace stand, all together."""

from collections.abc import Callable, Iterable

from openrouter_lsp.keys import Key, KeyStatus, Verdict
from openrouter_lsp.reporting import Summary, is_misplaced, status_of, summarize
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source


def summary_of(sources: Iterable[Source], verdict: Callable[[Finding], Verdict]) -> Summary:
    """Sum up the keys of some files, and what tried to be keys; each key counts once.

    As ignored counts what is ignored wherever it stands.
    """
    findings = [(source, finding) for source in sources for finding in source.findings]
    statuses = {
        _thing(source, finding): status_of(finding, verdict(finding))
        for source, finding in findings
        if finding.ignored is None
    }
    ignored = {_thing(source, finding) for source, finding in findings if finding.ignored}
    misplaced = misplaced_keys((finding for _, finding in findings), verdict)
    return summarize(
        statuses.values(), misplaced=len(misplaced), ignored=len(ignored - statuses.keys())
    )


def _thing(source: Source, finding: Finding) -> object:
    """Return what counts once: a key, or a place where something tried to be one."""
    return finding.key or (source.uri, finding.span)


def misplaced_keys(findings: Iterable[Finding], verdict: Callable[[Finding], Verdict]) -> set[Key]:
    """Return the management keys that work, and stand where a model key belongs."""
    return {
        finding.key
        for finding in findings
        if finding.key is not None
        and finding.ignored is None
        and (known := verdict(finding)).status is KeyStatus.VALID
        and is_misplaced(finding, known)
    }
