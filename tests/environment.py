"""The environment that tests start programs in."""

import atexit
import os
from tempfile import TemporaryDirectory

_STATE = TemporaryDirectory(prefix="openrouter-lsp-tests-", ignore_cleanup_errors=True)
atexit.register(_STATE.cleanup)

_KEPT = ("PATH", "HOME", "SYSTEMROOT")


def environment(**more: str) -> dict[str, str]:
    """Return so much of this process's environment as a program needs, and what is added.

    Nothing of the machine's proxies or of its OpenRouter variables, and a state folder of the
    tests' own; coverage goes on measuring.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("COVERAGE_")
    }
    return kept | {"XDG_STATE_HOME": _STATE.name} | more


def unmeasured_environment(**more: str) -> dict[str, str]:
    """Return the same for a program whose coverage is not measured.

    One that will be killed could not tell it, and one that reads megabytes would take several
    times as long.
    """
    whole = environment(**more)
    return {name: value for name, value in whole.items() if not name.startswith("COVERAGE_")}
