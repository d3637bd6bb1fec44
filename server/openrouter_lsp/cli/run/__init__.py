"""`openrouter-lsp run`: a command as if run without this, and what its failures mean."""
