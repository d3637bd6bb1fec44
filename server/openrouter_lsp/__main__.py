"""The command `openrouter-lsp`, and `python -m openrouter_lsp`."""

import gc
import sys


def main() -> int:
    """Run the language server, or the subcommand named; return the exit code."""
    arguments = sys.argv[1:]
    # Behind a subcommand the option is another program's: openrouter-lsp run -- server --stdio
    if not arguments or (arguments[0].startswith("-") and "--stdio" in arguments):
        # What is imported stays for good. Searching it for garbage, again and again while it
        # grows, is a fifth of the time to start; serve_stdio switches the collector on.
        gc.disable()
        # Imported here, since each face is slow to import and needs nothing of the other.
        from openrouter_lsp.lsp.server import serve_stdio  # noqa: PLC0415

        if sys.stdin.isatty():
            sys.stderr.write(
                "openrouter-lsp: waiting for an editor on standard input. To check the keys of"
                " this folder instead: openrouter-lsp check\n"
            )
        return serve_stdio()
    from openrouter_lsp.cli.arguments import run  # noqa: PLC0415

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
