"""A search of a history runs nothing that the repository names, and gives the key to nobody."""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from openrouter_lsp.workspace.sharing import InHistory, Unsearched, search_history
from tests.workspace.conftest import Commit, Git
from tests.workspace.history_given import KEY, LEAKED, OTHER, check


@pytest.fixture
def trap(tmp_path: Path) -> tuple[Path, Path]:
    """A program that leaves a mark when it is run, and the mark."""
    program, mark = tmp_path / "trap", tmp_path / "was-run"
    program.write_text(f"#!/bin/sh\n: >'{mark}'\n")
    program.chmod(0o755)
    return program, mark


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize(
    "setting",
    ["core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "core.pager"],
)
async def test_a_repositorys_own_program_is_not_run(
    repository: Path, commit: Commit, git: Git, trap: tuple[Path, Path], setting: str
) -> None:
    program, mark = trap
    commit("*.txt diff=x\n", ".gitattributes")
    first = commit(LEAKED)
    git(repository, "config", setting, str(program))
    git(repository, "config", "pager.log", "true")
    await check(repository, first)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
async def test_no_signature_is_looked_at(
    repository: Path, commit: Commit, git: Git, trap: tuple[Path, Path]
) -> None:
    program, mark = trap
    first = commit(LEAKED)
    raw = git(repository, "cat-file", "commit", "HEAD")
    signed = raw.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n  x\n\n", 1)
    (repository / "raw").write_text(signed)
    made = git(repository, "hash-object", "-t", "commit", "-w", "raw").strip()
    git(repository, "update-ref", "refs/heads/signed", made)
    git(repository, "config", "gpg.program", str(program))
    git(repository, "config", "log.showSignature", "true")
    answer = await search_history(repository, KEY)
    assert isinstance(answer, InHistory)
    assert answer.commit in (first, made[: len(answer.commit)])
    assert not mark.exists()
    # The trap works.
    git(repository, "log", "signed")
    assert mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
async def test_what_a_partial_clone_lacks_is_not_fetched(
    repository: Path, commit: Commit, git: Git, trap: tuple[Path, Path], tmp_path: Path
) -> None:
    program, mark = trap
    commit(f"{OTHER}\n")
    git(repository, "config", "uploadpack.allowFilter", "true")
    uri = repository.as_uri()
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--no-checkout", uri, "clone")
    git(tmp_path / "clone", "config", "remote.origin.uploadpack", str(program))
    git(tmp_path / "clone", "config", "protocol.file.allow", "always")
    await check(tmp_path / "clone", Unsearched.BROKEN)
    assert not mark.exists()
    # The trap works.
    with suppress(subprocess.CalledProcessError):
        git(tmp_path / "clone", "log", "-p")
    assert mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
async def test_no_process_is_given_the_key(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = commit(LEAKED)
    log, git = tmp_path / "log", tmp_path / "bin/git"
    git.parent.mkdir()
    real = next(
        Path(p) / "git" for p in os.environ["PATH"].split(":") if (Path(p) / "git").exists()
    )
    git.write_text(f"#!/bin/sh\n{{ echo \"$@\"; env; }} >>'{log}'\nexec '{real}' \"$@\"\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{git.parent}:{os.environ['PATH']}")
    await check(repository, first)
    told = log.read_text()
    assert "--all" in told
    assert LEAKED[9:30] not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
async def test_a_search_that_is_not_wanted_any_more_ends_git(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git, pipe = tmp_path / "bin/git", tmp_path / "pipe"
    git.parent.mkdir()
    os.mkfifo(pipe)
    # It says who it is, and does not end by itself.
    git.write_text(
        f"#!/bin/sh\ncase $* in *rev-parse*) echo false;; *) echo $$ >'{pipe}';"
        f" exec /bin/cat '{pipe}';; esac\n"
    )
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{git.parent}:{os.environ['PATH']}")
    search = asyncio.ensure_future(search_history(repository, KEY))
    process = int(await asyncio.to_thread(pipe.read_text))
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
