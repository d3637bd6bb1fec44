"""The shell's face: the subcommands of `openrouter-lsp`."""
