"""The keys that programs use in the place of those that stand in a file."""

from collections.abc import Iterator, Mapping
from typing import Final

from openrouter_lsp.keys import Key, KeyStatus
from openrouter_lsp.reporting import ShadowedBy, ShadowPlace
from openrouter_lsp.scanning import Finding, Span
from openrouter_lsp.workspace import Shadow, Source, Where, shadows_in

_PLACES: Final = {
    Where.ENVIRONMENT: ShadowPlace.EDITOR,
    Where.LATER_LINE: ShadowPlace.LATER_LINE,
}


class Shadows:
    """Finds them, once for each look at a source.

    Only those that hold for every loader of the file: in the environment that the server was
    started with, or further down in the same file.

    Args:
        environment: the variables that the server was started with.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._found: dict[str, tuple[Source, dict[Span, Shadow]]] = {}

    def keys(self, source: Source) -> Iterator[Key]:
        """Yield the keys that are used in the place of a source's, some of them twice."""
        yield from (shadow.key for shadow in self._of(source).values())

    def key(self, source: Source, finding: Finding) -> Key | None:
        """Return the key that is used in the place of a finding's; None where it is used."""
        shadow = self._of(source).get(finding.span)
        return shadow.key if shadow else None

    def words_for(
        self, source: Source, finding: Finding, status: KeyStatus | None
    ) -> ShadowedBy | None:
        """Return what the rules want to know of a shadow.

        Args:
            source: the file.
            finding: one in that file.
            status: what is known of the key that is used.
        """
        shadow = self._of(source).get(finding.span)
        if shadow is None:
            return None
        place = _PLACES[shadow.where]
        return ShadowedBy(shadow.key.masked, place, status, shadow.line, shadow.file)

    def _of(self, source: Source) -> dict[Span, Shadow]:
        kept = self._found.get(source.uri)
        if kept is None or kept[0] is not source:
            kept = (source, shadows_in(source, (source,), self._environment))
            self._found[source.uri] = kept
        return kept[1]
