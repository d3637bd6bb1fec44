"""The outcome of a check, as both reports tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from openrouter_lsp.keys import Fingerprint, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    Problem,
    ShadowedBy,
    ShadowPlace,
    Surroundings,
    Unasked,
    problems_of,
    status_of,
    steps_to_settle,
)
from openrouter_lsp.scanning import Finding, Span
from openrouter_lsp.workspace import Shadow, Source, Where, path_of


@dataclass(frozen=True, slots=True)
class Item:
    """One finding with all that is known of it."""

    path: str
    source: Source
    finding: Finding
    verdict: Verdict
    status: KeyStatus
    problems: tuple[Problem, ...]
    unasked: Unasked | None
    steps: tuple[str, ...] = ()
    """What would settle what is not settled."""


@dataclass(frozen=True)
class LookedAt:
    """What was looked at, and what OpenRouter said.

    Attributes:
        sources: the files.
        shadows: what programs use in the place of the keys that stand in the files.
        verdicts: by fingerprint; nothing for a key of which nothing is known.
        unasked: why no key was asked about; None where they were.
        now: the moment of the report.
        unread: how many files should have been read and could not be.
    """

    sources: Sequence[Source]
    shadows: Mapping[tuple[str, Span], Shadow]
    verdicts: Mapping[Fingerprint, Verdict]
    unasked: Unasked | None
    now: datetime
    unread: int = 0

    @cached_property
    def items(self) -> list[Item]:
        """Every finding, by path and place."""
        items = [
            self._item(source, finding) for source in self.sources for finding in source.findings
        ]
        return sorted(items, key=lambda item: (item.path, item.finding.span))

    @property
    def key_count(self) -> int:
        """How many keys there are, each counted once."""
        return len({item.finding.key for item in self.items if item.finding.key})

    @property
    def ignored_count(self) -> int:
        """How many findings are ignored."""
        return sum(item.finding.ignored is not None for item in self.items)

    @property
    def problem_count(self) -> int:
        """How many problems there are."""
        return sum(len(item.problems) for item in self.items)

    def _item(self, source: Source, finding: Finding) -> Item:
        verdict = Verdict(KeyStatus.UNCHECKED)
        if finding.key is not None and finding.ignored is None:
            verdict = self.verdicts.get(finding.key.fingerprint, verdict)
        where = Surroundings(
            source.is_environment_file, source.is_committable, self._shadowed_by(source, finding)
        )
        unasked = self.unasked
        if finding.ignored is not None:
            unasked = Unasked.IGNORED
        elif finding.key is not None and not finding.is_to_be_checked:
            unasked = Unasked.MENTION
        return Item(
            path=_shown(source),
            source=source,
            finding=finding,
            verdict=verdict,
            status=status_of(finding, verdict),
            problems=problems_of(finding, verdict, where, self.now),
            unasked=unasked,
            steps=steps_to_settle(verdict, finding.key.fingerprint) if finding.key else (),
        )

    def _shadowed_by(self, source: Source, finding: Finding) -> ShadowedBy | None:
        shadow = self.shadows.get((source.uri, finding.span))
        if shadow is None:
            return None
        in_shell = shadow.where is Where.ENVIRONMENT
        place = ShadowPlace.SHELL if in_shell else ShadowPlace.LATER_LINE
        verdict = self.verdicts.get(shadow.key.fingerprint) if shadow.key else None
        return ShadowedBy(
            shadow.key and shadow.key.masked, place, verdict.status if verdict else None,
            shadow.line, shadow.file, shadow.instead, shadow.is_empty,
        )  # fmt: skip


def _shown(source: Source) -> str:
    """Return a path as the user would write it: relative where it lies below."""
    path = path_of(source.uri)
    if path is None:
        return source.uri
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
