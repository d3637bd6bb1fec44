"""A key moves out of a source file, into the .env that its program reads."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from openrouter_lsp.editing import example_line, free_variable, set_variable
from openrouter_lsp.editing.moving import (
    Language,
    Move,
    NoMove,
    language_of,
    move_to_environment,
    variable_wanted,
)
from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.after_edits import AfterEdit
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.git_ignoring import ignoring
from openrouter_lsp.lsp.history import tell_of_history
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument
from openrouter_lsp.lsp.new_files import changed, together
from openrouter_lsp.lsp.newest_texts import nearest_of_key, newest_text, text_of
from openrouter_lsp.lsp.sources import current_source, look_at_file
from openrouter_lsp.reporting.actions import (
    GONE,
    NO_ENV_FILE,
    NO_FOLDER,
    NO_MOVE,
    NOT_LOOKED_AT,
    moved_words,
    secret_words,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, UnreadableFileError, path_of, same_form, uri_of
from openrouter_lsp.workspace.sharing import env_file_beside, env_file_for, example_beside


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A key that is to leave a text."""

    source: Source
    finding: Finding
    key: Key
    path: Path
    language: Language

    async def read_as(self, variable: str) -> Move | NoMove:
        """Put a read of a variable in its place, and in its other places in the text.

        A long program takes its time to be read.
        """
        others = [
            finding
            for finding in self.source.findings
            if finding.key == self.key
            and finding.span != self.finding.span
            and finding.ignored == self.finding.ignored
        ]
        text, finding, language = self.source.lines.text, self.finding, self.language
        move = partial(move_to_environment, text, finding, language, variable, also=others)
        return await asyncio.to_thread(move)


async def find_move(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find what moves a key out of a source file."""
    source = current_source(ls, argument.uri)
    finding = nearest_of_key(source, argument.fingerprint, argument.line) if source else None
    path = path_of(source.uri) if source else None
    if source is None or finding is None or finding.key is None or path is None:
        return GONE
    language = language_of(path, source.lines.text) or Language.DATA
    leaving = _Leaving(source, finding, finding.key, path, language)
    # Whether it can move at all comes before where to.
    move = await leaving.read_as(variable_wanted(finding))
    if isinstance(move, NoMove):
        return NO_MOVE[move]
    if language is Language.WORKFLOW:
        after = AfterEdit(secret_words(move.variable, move.left), finding.key, path)
        ls.after_edits.keep(argument, after)
        return Changes(((source, move.in_source),))
    root = ls.folder_around(path)
    # Compose reads the .env beside it, and no other.
    find = env_file_beside if language is Language.COMPOSE else env_file_for
    file = await asyncio.to_thread(find, path, root) if root is not None else None
    if root is None or file is None:
        return NO_FOLDER if root is None else NO_ENV_FILE
    try:
        return await _to_file(ls, argument, leaving, file, root)
    except UnreadableFileError as error:
        return str(error)


async def after_move(ls: OpenRouterServer, argument: EditArgument) -> None:
    """Tell where a key is now, and whether git keeps it where it was."""
    after = ls.after_edits.take(argument)
    if after is None:
        return
    written = after.written
    # An editor that shows it has told of it; one that wrote it to the disk may not have.
    if written is not None and same_form(uri_of(written)) not in ls.session.opened:
        await look_at_file(ls.session, written)
    ls.tell(after.words)
    await tell_of_history(ls, after.key, (after.path.parent,), asked_for=False)


async def _to_file(
    ls: OpenRouterServer, argument: EditArgument, leaving: _Leaving, file: Path, root: Path
) -> Changes | str:
    env, key = await newest_text(ls, file), leaving.key
    variable, is_held = free_variable(text_of(env), variable_wanted(leaving.finding), key)
    move = await leaving.read_as(variable)
    if isinstance(move, NoMove):
        return NO_MOVE[move]
    in_env = () if is_held else set_variable(text_of(env), variable, key)
    in_git, more = Changes(()), NOT_LOOKED_AT
    if ls.session.trusted:
        in_git, more = await ignoring(ls, file, root)
    relative = file.relative_to(root).as_posix()
    words = moved_words(
        variable, relative, leaving.language, is_loaded=move.is_loaded, left=move.left
    )
    after = AfterEdit(f"{words} {more}".strip(), key, leaving.path, file)
    ls.after_edits.keep(argument, after)
    return together(
        (
            Changes(((leaving.source, move.in_source),)),
            changed(env, file, in_env),
            await _in_example(ls, file, root, variable),
            in_git,
        )
    )


async def _in_example(ls: OpenRouterServer, file: Path, root: Path, variable: str) -> Changes:
    """Add a variable to the example beside an environment file, if there is one."""
    example = await asyncio.to_thread(example_beside, file, root)
    there = await newest_text(ls, example) if example is not None else None
    if example is None or there is None:
        return Changes(())
    return changed(there, example, example_line(text_of(there), variable))
