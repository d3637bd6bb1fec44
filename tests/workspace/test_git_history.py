"""Whether a key is in git's history, told by a real git."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from openrouter_lsp.workspace.sharing import InHistory, NotInHistory, Unsearched, search_history
from tests.workspace.conftest import Commit, Git
from tests.workspace.history_given import KEY, LEAKED, NOT_THERE, OTHER, check


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
    await check(repository, first, is_forgotten=True)
    git(repository, "reflog", "expire", "--expire=now", "--all")
    await check(repository, NOT_THERE)
    (repository / "a.txt").write_text(LEAKED)
    git(repository, "stash", "--quiet")
    await check(repository, git(repository, "rev-parse", "--short", "stash").strip())


async def test_a_commit_that_was_made_anew_without_the_key(
    repository: Path, commit: Commit, git: Git
) -> None:
    first = commit(LEAKED)
    (repository / "a.txt").write_text("a\n")
    git(repository, "commit", "--quiet", "--all", "--amend", "-m", "x")
    await check(repository, first, is_forgotten=True)
    commit("b\n")
    await check(repository, first, is_forgotten=True)
    # What others get counts before what this clone alone has.
    await check(repository, commit(LEAKED))


@pytest.mark.parametrize("message", ["use {}", "a\n\nb {} c\nd", "{}"])
async def test_a_key_in_the_message_of_a_commit(
    repository: Path, commit: Commit, git: Git, message: str
) -> None:
    commit(OTHER)
    said = message.format(LEAKED)
    git(repository, "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-m", said)
    first = git(repository, "rev-parse", "--short", "HEAD").strip()
    commit(f"a\n{LEAKED}\n")
    await check(repository, first)


async def test_a_message_with_another_key(repository: Path, commit: Commit, git: Git) -> None:
    commit("a\n")
    git(repository, "commit", "--quiet", "--allow-empty", "-m", f"not {OTHER}")
    await check(repository, NOT_THERE)
    await check(repository, commit(f"{LEAKED}\n"))


@pytest.mark.parametrize("form", ["utf-16", "utf-16-le", "utf-16-be"])
async def test_a_key_in_a_file_in_utf_16(repository: Path, commit: Commit, form: str) -> None:
    commit(f"A=1\nB={OTHER}\n".encode(form))
    await check(repository, commit(f"A=1\nB={LEAKED}\n".encode(form)))


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
