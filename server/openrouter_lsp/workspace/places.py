"""Where each key stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.scanning import Finding, Lines
from openrouter_lsp.workspace.addresses import same_form


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was scanned, and what was found in it.

    Attributes:
        uri: its address, in the editor's form where the editor has it open.
        version: the editor's count of its edits; None for a file that is not open.
        lines: converts offsets to lines and columns.
        findings: in the order of the text.
        is_environment_file: whether it was read as dotenv.
        is_committable: whether git would commit it.
    """

    uri: str
    version: int | None
    lines: Lines
    findings: tuple[Finding, ...]
    is_environment_file: bool
    is_committable: bool = False

    def holds(self, key: Key) -> bool:
        """Whether a key stands in it, in whatever way."""
        return any(finding.key == key for finding in self.findings)

    def askable_keys(self) -> Iterator[Key]:
        """Yield each key that OpenRouter may be asked about, once."""
        found = {
            finding.key.fingerprint: finding.key
            for finding in self.findings
            if finding.key is not None and finding.is_to_be_checked
        }
        yield from found.values()


class Places:
    """The sources that are looked at, by their address, in whatever form it is written."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def __iter__(self) -> Iterator[Source]:
        return iter(tuple(self._sources.values()))

    def get(self, uri: str) -> Source | None:
        """Return the source at an address; None where nothing is looked at."""
        return self._sources.get(same_form(uri))

    def put(self, source: Source) -> None:
        """Keep a source in the place of what was at its address."""
        self._sources[same_form(source.uri)] = source

    def drop(self, uri: str) -> None:
        """Keep nothing at an address."""
        self._sources.pop(same_form(uri), None)

    def keys(self) -> tuple[Key, ...]:
        """Return each key that OpenRouter may be asked about, once."""
        return tuple({key.fingerprint: key for s in self for key in s.askable_keys()}.values())

    def key(self, fingerprint: Fingerprint) -> Key | None:
        """Return the key of a fingerprint, if it stands in a source and may be asked about."""
        return next((key for key in self.keys() if key.fingerprint == fingerprint), None)
