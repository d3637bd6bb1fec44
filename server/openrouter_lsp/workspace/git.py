"""Asks git which files it would commit, which it tracks, and where its work tree begins."""

import os
import subprocess
from pathlib import Path
from shutil import which

_SECONDS = 10.0


def is_committable(path: Path) -> bool:
    """Whether git tracks a file, or would with the next `git add`.

    False where the file is ignored, lies in no work tree, or there is no git to ask; and for a
    link, of which git keeps where it leads and not what stands there.
    """
    if path.is_symlink():
        return False
    answer = _git(path.parent, "check-ignore", "--quiet", "--", f"./{path.name}")
    return answer is not None and answer.returncode == 1


def is_tracked(path: Path) -> bool:
    """Whether git has a file in its index, so that ignoring it changes nothing."""
    answer = _git(path.parent, "ls-files", "--error-unmatch", "--", f":(literal){path.name}")
    return answer is not None and answer.returncode == 0


def fits_a_pattern(path: Path) -> bool:
    """Whether git would ignore a file if it did not track it."""
    answer = _git(path.parent, "check-ignore", "--quiet", "--no-index", "--", f"./{path.name}")
    return answer is not None and answer.returncode == 0


def work_tree_of(folder: Path) -> Path | None:
    """Return the top of the work tree that a folder lies in, written as the folder is.

    None where it lies in none, or there is no git to ask.
    """
    answer = _git(folder, "rev-parse", "--show-cdup")
    if answer is None or answer.returncode != 0:
        return None
    steps = answer.stdout.decode(errors="replace").strip().count("..")
    return (folder, *folder.parents)[steps] if steps <= len(folder.parents) else None


def list_files(folder: Path) -> list[Path] | None:
    """Return the files below a folder that git tracks or would add.

    None where the folder lies in no work tree, or there is no git to ask.
    """
    answer = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if answer is None or answer.returncode != 0:
        return None
    names = {os.fsdecode(name) for name in answer.stdout.split(b"\0") if name}
    return [folder / name for name in names]


def git_command(folder: Path) -> list[str] | None:
    """Return how a command line for git begins that runs nothing of the repository's own.

    None where there is no git.
    """
    program = which("git")
    # A relative one comes from the current folder, which may be a stranger's workspace.
    if program is None or not Path(program).is_absolute():
        return None
    # fsmonitor is a command that a repository's own settings may name; it is not run.
    return [program, "-c", "core.fsmonitor=false", "-C", str(folder)]


def git_environment() -> dict[str, str]:
    """Return the environment for git: it tells of no other repository, and holds no key."""
    kept_back = ("GIT_", "OPENROUTER_")
    surroundings = {k: v for k, v in os.environ.items() if not k.upper().startswith(kept_back)}
    return {**surroundings, "GIT_OPTIONAL_LOCKS": "0"}


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    command = git_command(folder)
    if command is None:
        return None
    try:
        return subprocess.run(  # noqa: S603 - git itself, by its full path
            [*command, *arguments],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            env=git_environment(),
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
