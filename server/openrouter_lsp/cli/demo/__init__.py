"""`openrouter-lsp demo`: the real server, driven as an editor does, and what it would show."""
