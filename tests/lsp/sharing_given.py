"""Workspaces with a key that is shared, or about to be, and a real git."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.environment import environment
from tests.lsp.desk import Desk

V = "OPENROUTER_API_KEY"
Git = Callable[..., str]


def git_in(folder: Path) -> Git:
    """Make a folder a repository; return what runs git in it."""

    def run(*arguments: str) -> str:
        name = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        command = ["git", *name, *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment(), check=True, capture_output=True, text=True
        ).stdout

    run("init", "--quiet")
    return run


async def look_at(desk: Desk, name: str, text: str, code: str, **options: object) -> str:
    """Open a workspace and a file in it; wait until a rule's code shows; return the address."""
    uri = desk.editor.write(name, text)
    await desk.editor.start(**options)
    desk.open(uri, text)
    await desk.editor.until(lambda: code in desk.editor.codes(uri))
    return uri


async def titles(desk: Desk, uri: str) -> list[str]:
    """What the light bulb offers on the first line."""
    return [action.title for action in await desk.editor.actions(uri, 0)]


def files(folder: Path) -> dict[str, str]:
    """What stands in the folder's files, git's own left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
