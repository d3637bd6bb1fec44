"""Asks git which files it would commit."""

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


def list_files(folder: Path) -> list[Path] | None:
    """Return the files below a folder that git tracks or would add.

    None where the folder lies in no work tree, or there is no git to ask.
    """
    answer = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if answer is None or answer.returncode != 0:
        return None
    names = {os.fsdecode(name) for name in answer.stdout.split(b"\0") if name}
    return [folder / name for name in names]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    program = which("git")
    # A relative one comes from the current folder, which may be a stranger's workspace.
    if program is None or not Path(program).is_absolute():
        return None
    # fsmonitor is a command that a repository's own settings may name; it is not run.
    command = [program, "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - git itself, by its full path
            command,
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={**surroundings, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
