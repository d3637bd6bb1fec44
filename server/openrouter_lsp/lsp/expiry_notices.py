"""Says aloud that a key's time is nearly over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from openrouter_lsp.keys import Fingerprint, Verdict
from openrouter_lsp.reporting import expiry_warning
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, path_of

_LAST_DAY: Final = timedelta(days=1)
"""Before it, a warning beside the key and in the status bar is enough."""


class ExpiryNotices:
    """Pops up, in a key's last day, at each of its warning times, once for each.

    Args:
        tell: shows a sentence.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: set[tuple[Fingerprint, timedelta]] = set()

    def look(self, source: Source, verdict: Callable[[Finding], Verdict]) -> None:
        """Tell of each key that has reached a warning time of which nobody has been told.

        A time that had passed when the key was first seen is told of then; of several, the last.
        """
        for finding in source.findings:
            if finding.key is not None and finding.ignored is None:
                self._look_at(source, finding, verdict(finding))

    def _look_at(self, source: Source, finding: Finding, verdict: Verdict) -> None:
        within = verdict.ends_within
        if finding.key is None or not within or within > _LAST_DAY:
            return
        notice = (finding.key.fingerprint, within)
        if notice not in self._told:
            self._told.add(notice)
            path = path_of(source.uri)
            place = path.name if path else source.uri
            self._tell(expiry_warning(finding.masked, place, verdict))
