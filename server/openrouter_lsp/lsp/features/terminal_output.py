"""What terminals show."""

from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import DidEndParams, DidStartParams, DidWriteParams
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.workspace import folder_of


def did_start(ls: OpenRouterServer, params: DidStartParams) -> None:
    """Let a command begin in a terminal."""
    folder = folder_of(params.cwd) or next(iter(ls.folders()), None)
    run = Run(
        params.terminal_id,
        params.name,
        params.command_line,
        folder,
        is_terminal=params.is_terminal,
    )
    ls.output.terminals.start(run)


def did_write(ls: OpenRouterServer, params: DidWriteParams) -> None:
    """Take output of a terminal."""
    ls.output.terminals.write(params.terminal_id, params.data)


def did_end(ls: OpenRouterServer, params: DidEndParams) -> None:
    """Let a command end."""
    ls.output.terminals.end(params.terminal_id)
