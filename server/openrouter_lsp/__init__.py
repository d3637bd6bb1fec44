"""openrouter-lsp: tells why an OpenRouter API key fails, where the key stands.

The design is drawn in server/ARCHITECTURE.md; each folder here is one of its rooms.
"""

__version__ = "0.1.0"
