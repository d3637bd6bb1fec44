"""What programs use in the place of the keys that stand in a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from openrouter_lsp.keys import Fingerprint, Key, KeyStatus
from openrouter_lsp.reporting import ShadowedBy, ShadowPlace
from openrouter_lsp.scanning import Finding, Span
from openrouter_lsp.workspace import Shadow, Source, Where, shadows_in

_PLACES: Final = {
    Where.ENVIRONMENT: ShadowPlace.EDITOR,
    Where.LATER_LINE: ShadowPlace.LATER_LINE,
    Where.OTHER_FILE: ShadowPlace.OTHER_FILE,
}


class Shadows:
    """Finds them, once for each look at a source.

    Those that hold for every loader of the file, in the environment that the server was started
    with or further down in the same file, are kept; those of other files, which hold in some
    frameworks alone, are looked for when they are asked for.

    Args:
        environment: the variables that the server was started with.
        is_ignored: whether a key is ignored wherever it stands.
    """

    def __init__(
        self, environment: Mapping[str, str], is_ignored: Callable[[Fingerprint], bool]
    ) -> None:
        self._environment = environment
        self._is_ignored = is_ignored
        self._found: dict[str, tuple[Source, dict[Span, Shadow]]] = {}

    def keys(self, source: Source) -> Iterator[Key]:
        """Yield the keys that are used in the place of a source's, some of them twice.

        Not those that are ignored: nobody asks about these.
        """
        for shadow in self._of(source).values():
            key = None if shadow.is_ignored else shadow.key
            if key is not None and not self._is_ignored(key.fingerprint):
                yield key

    def key(self, source: Source, finding: Finding) -> Key | None:
        """Return the key that is used in the place of a finding's; None where none other is."""
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
        return _words(shadow, status) if shadow else None

    def in_another_file(
        self, source: Source, finding: Finding, sources: Iterable[Source]
    ) -> ShadowedBy | None:
        """Return the shadow that stands in another of the files that are looked at."""
        shadow = shadows_in(source, sources, self._environment).get(finding.span)
        return _words(shadow, None) if shadow and not shadow.is_certain else None

    def _of(self, source: Source) -> dict[Span, Shadow]:
        kept = self._found.get(source.uri)
        if kept is None or kept[0] is not source:
            kept = (source, shadows_in(source, (source,), self._environment))
            self._found[source.uri] = kept
        return kept[1]


def _words(shadow: Shadow, status: KeyStatus | None) -> ShadowedBy:
    return ShadowedBy(
        shadow.key and shadow.key.masked, _PLACES[shadow.where], status, shadow.line, shadow.file,
        shadow.instead, shadow.is_empty,
    )  # fmt: skip
