"""The environment that tests start programs in."""

import os

_KEPT = ("PATH", "HOME", "SYSTEMROOT")


def environment(**more: str) -> dict[str, str]:
    """Return so much of this process's environment as a program needs, and what is added.

    Nothing of the machine's proxies or of its OpenRouter variables; coverage goes on measuring.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("COVERAGE_")
    }
    return kept | more
