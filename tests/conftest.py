"""What holds for all tests."""

import signal

from hypothesis import settings

# No deadline for property tests: how fast the machine is says nothing of the code.
settings.register_profile("openrouter-lsp", deadline=None)
settings.load_profile("openrouter-lsp")

# A shell has what it starts in the background pass over Ctrl-C; the programs that tests start, and
# interrupt, would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
