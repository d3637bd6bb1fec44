"""Property tests have no deadline: how fast the machine is says nothing of the code."""

from hypothesis import settings

settings.register_profile("openrouter-lsp", deadline=None)
settings.load_profile("openrouter-lsp")
