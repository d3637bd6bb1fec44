"""Whether a key is in git's history, told by a real git."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.workspace.sharing import InHistory, NotInHistory, Unsearched, search_history
from tests.workspace.conftest import Git

KEY = Key(f"sk-or-v1-{token_hex(32)}")
OTHER = f"sk-or-v1-{token_hex(32)}"
LEAKED = KEY.reveal()

Commit = Callable[..., str]


@pytest.fixture
def commit(repository: Path, git: Git) -> Commit:
    """Write a file and commit it; return the commit's short hash."""

    def make(text: str | bytes | None, name: str = "a.txt") -> str:
        path = repository / name
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "-m", "x")
        return git(repository, "rev-parse", "--short", "HEAD").strip()

    return make


async def check(folder: Path, expected: object, **bounds: float) -> None:
    """Compare what a search says; of a commit that is found, its hash."""
    answer = await search_history(folder, KEY, **bounds)  # type: ignore[arg-type]
    assert (answer.commit if isinstance(answer, InHistory) else answer) == expected


NOT_THERE = NotInHistory(is_shallow=False)


async def test_a_key_that_was_taken_out_again(repository: Path, commit: Commit) -> None:
    commit("a\n")
    first = commit(f"a\nk = {LEAKED}\n")
    commit(f"a\nkey = {LEAKED}\n")
    commit(None)
    await check(repository, first)
    (repository / "sub").mkdir()
    await check(repository / "sub", first)


async def test_a_key_in_the_first_commit(repository: Path, commit: Commit, git: Git) -> None:
    first = commit(LEAKED)
    git(repository, "config", "log.showRoot", "false")
    await check(repository, first)


async def test_when_it_was_committed(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-02-03T04:05:06+0130")
    first = commit(LEAKED)
    found = await search_history(repository, KEY)
    assert found == InHistory(first, datetime(2026, 2, 3, 2, 35, 6, tzinfo=UTC))


async def test_another_key(repository: Path, commit: Commit) -> None:
    commit(f"{OTHER}\n{LEAKED[:-1]}\n")
    await check(repository, NOT_THERE)


async def test_a_key_that_is_not_committed(repository: Path, commit: Commit) -> None:
    commit("a\n")
    (repository / ".env").write_text(LEAKED)
    await check(repository, NOT_THERE)


async def test_a_repository_without_a_commit(repository: Path) -> None:
    await check(repository, NOT_THERE)


async def test_another_branch_and_a_stash(repository: Path, commit: Commit, git: Git) -> None:
    commit("a\n")
    git(repository, "checkout", "--quiet", "-b", "other")
    first = commit(LEAKED)
    git(repository, "checkout", "--quiet", "-")
    await check(repository, first)
    git(repository, "branch", "-D", "other")
    await check(repository, NOT_THERE)
    (repository / "a.txt").write_text(LEAKED)
    git(repository, "stash", "--quiet")
    await check(repository, git(repository, "rev-parse", "--short", "stash").strip())


async def test_a_merge_that_brings_a_key_of_its_own(
    repository: Path, commit: Commit, git: Git
) -> None:
    commit("a\n")
    git(repository, "checkout", "--quiet", "-b", "other")
    commit("b\n", "b.txt")
    git(repository, "checkout", "--quiet", "-")
    commit("c\n", "c.txt")
    git(repository, "merge", "--quiet", "--no-commit", "other")
    await check(repository, commit(LEAKED))


@pytest.mark.parametrize("attributes", ["*.txt -diff\n", "*.txt binary\n", "*.txt diff=x\n"])
async def test_a_file_that_git_shows_no_diff_of(
    repository: Path, commit: Commit, attributes: str
) -> None:
    commit(attributes, ".gitattributes")
    await check(repository, commit(f"a\0b {LEAKED}\0\n"))


async def test_a_file_that_feigns_a_commit(repository: Path, commit: Commit) -> None:
    text = f"\n\0abcdef0 2020-01-01T00:00:00+00:00\n{LEAKED}"
    await check(repository, commit(text))


@pytest.mark.parametrize("before", [0, 1, 99, 100, 250, 300])
async def test_a_key_over_two_pieces_of_the_output(
    repository: Path, commit: Commit, before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openrouter_lsp.workspace.sharing.git_history._CHUNK", 64)
    commit(f"{OTHER}\n" * 9)
    await check(repository, commit("x" * before + LEAKED, "b.txt"))


async def test_a_replaced_commit_still_has_it(repository: Path, commit: Commit, git: Git) -> None:
    commit("a\n")
    leaking = commit(LEAKED)
    clean = commit("b\n")
    git(repository, "replace", leaking, clean)
    await check(repository, leaking)


async def test_a_shallow_clone(repository: Path, commit: Commit, git: Git, tmp_path: Path) -> None:
    commit(LEAKED)
    commit("a\n")
    commit("b\n")
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "clone")
    await check(tmp_path / "clone", NotInHistory(is_shallow=True))


# What is not known


async def test_no_repository(tmp_path: Path, git: Git) -> None:
    await check(tmp_path, Unsearched.NO_REPOSITORY)
    await check(tmp_path / "missing", Unsearched.NO_REPOSITORY)


async def test_no_git(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(LEAKED)
    monkeypatch.setenv("PATH", str(tmp_path))
    await check(repository, Unsearched.NO_REPOSITORY)


async def test_a_search_is_given_up(repository: Path, commit: Commit) -> None:
    commit(f"{OTHER}\n" * 9)
    await check(repository, Unsearched.TOO_LONG, most_bytes=20)
    await check(repository, Unsearched.TOO_LONG, seconds=0)
    await check(repository, NOT_THERE, most_bytes=5_000)


async def test_a_broken_repository(repository: Path, commit: Commit, git: Git) -> None:
    commit(f"{OTHER}\n")
    blob = git(repository, "rev-parse", "HEAD:a.txt").strip()
    (repository / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    await check(repository, Unsearched.BROKEN)


# What a repository might have run


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
