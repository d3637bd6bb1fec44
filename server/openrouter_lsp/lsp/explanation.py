"""All that is known of a finding, in Markdown: for a hover, and for a hint's tooltip."""

from openrouter_lsp.lsp.session import Session
from openrouter_lsp.reporting import hover_markdown, seen_markdown
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source


def explanation_of(session: Session, source: Source, finding: Finding) -> str:
    """Return what is known of a finding now, and where its key was last seen to fail."""
    now = session.clock()
    text = hover_markdown(
        finding,
        session.verdict(finding),
        session.all_surroundings(source, finding),
        now,
        session.why_unasked(finding),
    )
    seen = session.sightings.of_key(finding.key.fingerprint) if finding.key else None
    return f"{text}\n\n{seen_markdown(seen.sighting, now)}" if seen is not None else text
