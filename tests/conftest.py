"""What holds for all tests."""

import re
import signal

from hypothesis import settings

_DIGITS = re.compile(r"(?<=sk-or-)(?:v1-)?[0-9a-f]*[.*…]*[0-9a-f]{3,}[.…]*|[0-9a-fA-F]{12,}")

_LONGEST_ID = 200
"""Characters of an input in a test's name; pytest tells those apart that become the same."""

# No deadline for property tests: how fast the machine is says nothing of the code.
settings.register_profile("openrouter-lsp", deadline=None)
settings.load_profile("openrouter-lsp")

# A shell has what it starts in the background pass over Ctrl-C; the programs that tests start, and
# interrupt, would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test whose input holds a key without it: keys are made anew in each run."""
    if not isinstance(val, str) or (len(val) <= _LONGEST_ID and not _DIGITS.search(val)):
        return None
    return _DIGITS.sub("...", val)[:_LONGEST_ID].encode("unicode_escape").decode()
