"""`Check all keys`, with progress that can be cancelled."""

import asyncio
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.folders import look_anew
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.standing import misplaced_keys
from openrouter_lsp.reporting import ALL_IGNORED, explain_unasked, summarize

if TYPE_CHECKING:
    from openrouter_lsp.keys import Key

_TITLE: Final = "Checking OpenRouter keys"


async def check_all_keys(ls: OpenRouterServer) -> None:
    """Look at the disk again, and ask OpenRouter about every key anew; tell the result."""
    session = ls.session
    await session.ready.wait()
    if session.unasked:
        ls.tell(explain_unasked(session.unasked), types.MessageType.Warning)
        return
    await look_anew(ls)
    keys = session.places.keys()
    if not keys:
        findings = (finding for source in session.places for finding in source.findings)
        are_ignored = any(finding.key and finding.ignored for finding in findings)
        ls.tell(ALL_IGNORED if are_ignored else "No OpenRouter keys were found in this workspace.")
        return
    progress = await _Progress.begin(ls, len(keys))
    checks = [session.start(_check(ls, key, progress)) for key in keys]
    progress.when_cancelled(checks)
    await asyncio.gather(*checks, return_exceptions=True)
    progress.end()
    if any(check.cancelled() for check in checks):
        ls.tell("The check was cancelled.")
        return
    findings = (finding for source in session.places for finding in source.findings)
    misplaced = misplaced_keys(findings, session.verdict)
    statuses = [session.verdict_on(key).status for key in keys]
    summary = summarize(statuses, misplaced=len(misplaced))
    ls.tell(f"OpenRouter keys: {', '.join(summary.lines)}.")


async def _check(ls: OpenRouterServer, key: "Key", progress: "_Progress") -> None:
    await ls.session.check(key, anew=True)
    progress.step()


class _Progress:
    """Work-done progress, where the editor shows it; nothing where it does not."""

    def __init__(self, ls: OpenRouterServer, token: str | None, total: int) -> None:
        self._ls = ls
        self._token = token
        self._total = total
        self._done = 0

    @classmethod
    async def begin(cls, ls: OpenRouterServer, total: int) -> "_Progress":
        """Show the progress of a number of steps."""
        if not ls.session.abilities.progress:
            return cls(ls, None, total)
        # A token of its own each time, since pygls never drops one.
        token = f"openrouter/{uuid4()}"
        try:
            await ls.work_done_progress.create_async(token)
        except JsonRpcException:
            return cls(ls, None, total)
        ls.work_done_progress.begin(
            token, types.WorkDoneProgressBegin(title=_TITLE, cancellable=True, percentage=0)
        )
        return cls(ls, token, total)

    def when_cancelled(self, checks: list[asyncio.Task[None]]) -> None:
        """Cancel checks when the user cancels."""
        if self._token is None:
            return

        def cancel(_: object) -> None:
            for check in checks:
                check.cancel()

        self._ls.work_done_progress.tokens[self._token].add_done_callback(cancel)

    def step(self) -> None:
        """Report one more step done."""
        self._done += 1
        if self._token is not None:
            report = types.WorkDoneProgressReport(
                message=f"{self._done} of {self._total}",
                percentage=100 * self._done // self._total,
            )
            self._ls.work_done_progress.report(self._token, report)

    def end(self) -> None:
        """Take the progress off the screen."""
        if self._token is not None:
            self._ls.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
            del self._ls.work_done_progress.tokens[self._token]
