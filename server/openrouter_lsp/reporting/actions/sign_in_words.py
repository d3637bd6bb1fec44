"""What is said while a key is made through the browser."""

from datetime import datetime
from typing import Final

from openrouter_lsp.keys import Fault
from openrouter_lsp.reporting.cause_words import CAUSES, NOT_SENT, may_be_made
from openrouter_lsp.reporting.time_words import date_words

DENIED: Final = "No new key was made: it was not allowed in the browser."
TIMED_OUT: Final = (
    "Nobody came back from the browser in time, so the sign-in was given up; nothing was changed."
    " Begin it again, and choose Allow on OpenRouter's page within five minutes."
)
CANCELLED: Final = "The sign-in was cancelled; nothing was changed."
NO_SIGN_IN: Final = (
    "No sign-in waits for a code. Begin one with “Get a new key through the browser”."
)
NO_ADDRESS: Final = (
    "The address that is set for OpenRouter is not one that keys are sent to. Look at the variable"
    " OPENROUTER_BASE_URL and the user setting openrouter.baseUrl."
)


def key_name(now: datetime) -> str:
    """Return what a key is called at OpenRouter that is made through the browser now."""
    return f"openrouter-lsp, {date_words(now).partition(',')[0]}"


def browser_words(url: str) -> str:
    """Say which page to open, where the editor opens none and the browser is on this machine."""
    return f"Open this page in your browser, and choose Allow there: {url}"


def code_words(url: str | None, *, by_command: bool) -> str:
    """Say how the code that OpenRouter shows comes here.

    Args:
        url: the page that shows it; None where it is open already.
        by_command: whether the code is brought by a command, not by an input box.
    """
    first = f"Open {url} in a browser, and choose Allow." if url else "Choose Allow in the browser."
    how = (
        'run the command openrouter.finishSignIn with [{"code": "the code"}]'
        if by_command
        else "paste it into the box"
    )
    return f"{first} OpenRouter then shows a code; {how} within ten minutes."


def denied_words(quote: str | None) -> str:
    """Say that no key was allowed; `quote` is what the browser brought back, fit to be shown."""
    said = f" It was said: “{quote}”." if quote else ""
    return f"{DENIED}{said} Nothing was changed."


_REFUSALS: Final = {
    "code": "OpenRouter does not take the code: it was used before, is older than ten minutes, or"
    " belongs to another sign-in; a new sign-in brings a new one",
    "already_used": "This sign-in has brought a key already; another has to be begun",
    "no_key": "OpenRouter's answer held no key",
    "no_answer": "OpenRouter could not be asked for the key",
}


def not_signed_in_words(refusal: str, quote: str | None, fault: Fault | None, name: str) -> str:
    """Say why a sign-in brought no key.

    Args:
        refusal: the reason, as `checking.Refusal` has it.
        quote: OpenRouter's words, fit to be shown; None where there are none.
        fault: what went wrong on the way; None where OpenRouter answered.
        name: what the key would be called at OpenRouter.
    """
    said = f" OpenRouter says: “{quote}”." if quote else ""
    if refusal in ("code", "already_used"):
        return f"{_REFUSALS[refusal]}.{said} Nothing was changed."
    cause = f": {CAUSES[fault]}" if fault else ""
    failed = f"{_REFUSALS[refusal]}{cause}.{said}"
    if fault in NOT_SENT:
        return f"{failed} Nothing was changed. Begin again once that is mended."
    return f"{failed} {may_be_made(name)} Then begin again."
