"""What stands at the end of the lines with keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.reporting import IGNORED, Glance, glance_at, is_misplaced

if TYPE_CHECKING:
    from openrouter_lsp.lsp.session import Session
    from openrouter_lsp.scanning import Finding
    from openrouter_lsp.workspace import Source

_LINE_END: Final = re.compile(r"[\r\n]|\Z")
_MOST_IN_A_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class LineHint:
    """The state of the keys of one line.

    Attributes:
        line: from 0.
        end: where the line ends, in characters of the text.
        words: the state, of each key in their order.
        until: when the clock alone changes the words; None where it does not.
        keys: which keys they are about.
    """

    line: int
    end: int
    words: str
    until: datetime | None
    keys: tuple[Fingerprint, ...]


def line_hints(session: "Session", source: "Source") -> Iterator[LineHint]:
    """Yield a hint for each line with a key, from what is known now. Nothing is asked."""
    now = session.clock()
    keyed = (finding for finding in source.findings if finding.key is not None)
    for line, findings in groupby(keyed, lambda one: source.lines.line_of(one.span.end)):
        # A key that stands twice in a line is spoken of once.
        of_keys = {one.key: (one, glance_of(session, one, now)) for one in findings if one.key}
        yield _hint(source, line, of_keys)


def glance_of(session: "Session", finding: "Finding", now: datetime) -> Glance:
    """Return a key at a glance, as it stands in one place."""
    if finding.ignored is not None:
        return Glance(IGNORED)
    verdict = session.verdict(finding)
    return glance_at(
        verdict,
        now,
        session.why_unasked(finding),
        is_misplaced=is_misplaced(finding, verdict),
    )


def _hint(source: "Source", line: int, of_keys: "dict[Key, tuple[Finding, Glance]]") -> LineHint:
    last = max(finding.span.end for finding, _ in of_keys.values())
    end = _LINE_END.search(source.lines.text, last)
    glances = [glance for _, glance in of_keys.values()]
    words = [glance.words for glance in glances[:_MOST_IN_A_LINE]]
    if len(glances) > _MOST_IN_A_LINE:
        words.append(f"{len(glances) - _MOST_IN_A_LINE} more")
    return LineHint(
        line,
        end.start() if end else last,
        " | ".join(words),
        min((glance.until for glance in glances if glance.until), default=None),
        tuple(key.fingerprint for key in of_keys),
    )
