"""From an error that a program printed to the key that it is about."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openrouter_lsp.keys import Failure, KeyStatus, Verdict
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.reporting import Sighting, masked_text
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace, culprits, is_worth_a_check
from openrouter_lsp.workspace.suspects import Suspect, suspects

if TYPE_CHECKING:
    from openrouter_lsp.lsp.session import Session

_MOST_CHECKED: Final = 8


@dataclass(frozen=True, slots=True)
class Attribution:
    """A failure, the keys that may have failed, and what is known of them.

    Holds no key in words, and nothing of the output but the failure itself.

    Attributes:
        sighting: the failure, and where it was seen; nothing secret is in its command.
        run: the command, without what is secret in it.
        suspects: the keys, likeliest first.
        checked: what is known of each of them, in the same order.
        culprit: the likeliest that fails its check in the way the failure speaks of; None where
            none does.
        is_quiet: whether it is most likely about a key that is ignored.
    """

    sighting: Sighting
    run: Run
    suspects: tuple[Suspect, ...]
    checked: tuple[CheckedKey, ...]
    culprit: Suspect | None
    is_quiet: bool = False

    @property
    def blamed(self) -> CheckedKey | None:
        """What is known of the culprit; None where there is none."""
        return self.checked[self.suspects.index(self.culprit)] if self.culprit else None

    @property
    def failure(self) -> Failure:
        """What was printed."""
        return self.sighting.failure

    def counted(self, count: int) -> "Attribution":
        """Return the same, of a failure that was printed more often."""
        failure = replace(self.failure, count=count)
        return replace(self, sighting=replace(self.sighting, failure=failure))


async def attribute(
    session: "Session", environment: Mapping[str, str], run: Run, failure: Failure
) -> Attribution:
    """Find the keys that a failing command may have used, and ask about them anew.

    As far as keys may be sent, and as far as it can tell more of the failure.

    Args:
        session: looks at keys, and asks.
        environment: the variables that the command was most likely started with.
        run: the command.
        failure: what it printed.
    """
    await session.ready.wait()
    found = await asyncio.to_thread(
        suspects,
        failure,
        folder=run.folder,
        command_line=run.command_line,
        environment={**environment, **dict(run.exported)},
        sources=tuple(session.places),
        is_ignored=session.ignoring.covers,
    )
    found = found[:_MOST_CHECKED]
    askable = [suspect.key for suspect in found if suspect.is_askable]
    if is_worth_a_check(failure.kind):
        await asyncio.gather(*(session.check(key, anew=True) for key in askable))
    checked = tuple(_checked(suspect, session, run.folder) for suspect in found)
    blamed = culprits(failure, checked)
    command = masked_text(run.command_line) if run.command_line else None
    return Attribution(
        sighting=Sighting(
            failure=failure,
            terminal=run.name,
            command_line=command,
            at=session.clock(),
            is_terminal=run.is_terminal,
        ),
        # One with a secret in it cannot be shown, and without it cannot be run again.
        run=replace(
            run, command_line=command if command == run.command_line else None, exported=()
        ),
        suspects=found,
        checked=checked,
        culprit=found[checked.index(blamed[0])] if blamed else None,
        is_quiet=bool(found) and found[0].is_ignored and not blamed,
    )


def _checked(suspect: Suspect, session: "Session", folder: Path | None) -> CheckedKey:
    unknown = Verdict(KeyStatus.UNCHECKED)
    return CheckedKey(
        masked=suspect.masked,
        place=KeyPlace(suspect.whereabouts.value),
        verdict=session.verdict_on(suspect.key) if suspect.is_askable else unknown,
        variable=suspect.variable,
        path=_shown(suspect.path, folder) if suspect.path else None,
        line=suspect.line,
        fingerprint=suspect.key.fingerprint,
        is_ignored=suspect.is_ignored,
        flaw=suspect.flaw,
    )


def _shown(path: Path, folder: Path | None) -> str:
    """Return a path as it is shown: below the command's folder, or whole."""
    return str(path.relative_to(folder)) if folder and path.is_relative_to(folder) else str(path)
