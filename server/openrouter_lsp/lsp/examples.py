"""An environment file's variable is added to the example of that file."""

import asyncio
from pathlib import Path
from typing import Final

from openrouter_lsp.editing import example_line
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument
from openrouter_lsp.lsp.new_files import changed
from openrouter_lsp.lsp.newest_texts import nearest_of_key, newest_text, text_of
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting.actions import GONE, IN_EXAMPLE_ALREADY, NO_FOLDER
from openrouter_lsp.workspace import UnreadableFileError, path_of
from openrouter_lsp.workspace.sharing import example_beside, is_within

_DEFAULT_NAME: Final = ".env.example"


async def find_example(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find what adds the variable of a key to the example beside the key's file."""
    source = current_source(ls, argument.uri)
    finding = nearest_of_key(source, argument.fingerprint, argument.line) if source else None
    path = path_of(source.uri) if source else None
    if path is None or finding is None or finding.variable is None:
        return GONE
    root = ls.folder_around(path)
    example = await asyncio.to_thread(_example_for, path, root) if root is not None else None
    if example is None:
        return NO_FOLDER
    try:
        there = await newest_text(ls, example)
    except UnreadableFileError as error:
        return str(error)
    replacements = example_line(text_of(there), finding.variable)
    return changed(there, example, replacements) if replacements else IN_EXAMPLE_ALREADY


def _example_for(path: Path, root: Path) -> Path | None:
    """Return the example beside a file, there or to be made."""
    example = example_beside(path, root) or path.with_name(_DEFAULT_NAME)
    return example if is_within(example, root) else None
