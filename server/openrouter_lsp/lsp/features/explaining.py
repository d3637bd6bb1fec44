"""Explains what a program printed, on request, and reports it."""

import asyncio
import platform
from typing import Any, Final

from openrouter_lsp import __version__
from openrouter_lsp.keys import Failure, Fingerprint
from openrouter_lsp.lsp.attribution import Attribution
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import ExplainTextArgument, KeyArgument, ReportArgument
from openrouter_lsp.lsp.reading import find_failures
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.lsp.showing import show_file, show_key
from openrouter_lsp.lsp.telling import tell_failure
from openrouter_lsp.reporting import masked_text
from openrouter_lsp.reporting.failures import Machine, explain_failure, failure_report
from openrouter_lsp.workspace import folder_of
from openrouter_lsp.workspace.suspects import home_of

_LONGEST: Final = 5_000_000
"""Characters of a text that are looked at: the last ones."""


async def explain_text(ls: OpenRouterServer, argument: ExplainTextArgument) -> list[dict[str, Any]]:
    """Find OpenRouter's errors in a text, tell of the surest, and return all of them."""
    text = argument.text[-_LONGEST:]
    failures = await asyncio.to_thread(find_failures, text, argument.command_line)
    if not failures:
        ls.tell("No error of OpenRouter's was recognised in this text.")
        return []
    folder = folder_of(argument.cwd) or next(iter(ls.folders()), None)
    # Its name may be that of a terminal or of a document.
    run = Run("explained text", argument.name, argument.command_line, folder, is_terminal=False)
    # Not waited for: the message stays until the user has chosen.
    ls.session.start(tell_failure(ls, run, _surest(failures), asked_for=True))
    return [
        {
            "kind": failure.kind.value,
            "certainty": failure.certainty.value,
            "line": failure.line,
            "text": masked_text(failure.text),
            "explanation": explain_failure(failure),
        }
        for failure in failures
    ]


async def show_key_of(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Open the file that a key stands in."""
    fingerprint = Fingerprint(argument.fingerprint)
    sightings = ls.session.sightings
    seen = sightings.of_key(fingerprint) or sightings.naming(fingerprint)
    suspects = seen.suspects if seen else ()
    suspect = next((each for each in suspects if each.key.fingerprint == fingerprint), None)
    if not await show_key(ls, fingerprint, suspect):
        ls.tell("That key stands in no file that is looked at.")


async def copy_report(ls: OpenRouterServer, argument: ReportArgument) -> dict[str, str] | None:
    """Return a report of a failure; open it as a document where the editor cannot copy it."""
    seen = _seen(ls, argument)
    if seen is None:
        ls.tell("There is no failure to report: none was seen there since the editor started.")
        return None
    report = failure_report(
        seen.sighting,
        seen.checked,
        machine=_machine(ls),
        now=ls.session.clock(),
    )
    if not ls.session.abilities.clipboard:
        await show_file(ls, await asyncio.to_thread(ls.shown_files.write, "failure.md", report))
    return {"text": report}


def _seen(ls: OpenRouterServer, argument: ReportArgument) -> Attribution | None:
    sightings = ls.session.sightings
    if argument.fingerprint is not None:
        fingerprint = Fingerprint(argument.fingerprint)
        return sightings.of_key(fingerprint) or sightings.naming(fingerprint)
    return sightings.of_terminal(argument.terminal_id or "")


def _surest(failures: tuple[Failure, ...]) -> Failure:
    order = ["named", "likely", "possible"]
    return min(failures, key=lambda failure: order.index(failure.certainty))


def _machine(ls: OpenRouterServer) -> Machine:
    home = home_of(ls.environment)
    user = ls.environment.get("USER") or ls.environment.get("USERNAME") or ""
    versions = (
        f"openrouter-lsp {__version__}",
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
    )
    return Machine(str(home or ""), user, versions)
