"""What is said of keys that move, and of git."""

from datetime import UTC, datetime

import pytest

from openrouter_lsp.editing.moving import Language, NoMove
from openrouter_lsp.reporting.actions import (
    NO_MOVE,
    in_history_words,
    moved_words,
    not_in_history_words,
    secret_words,
    unsearched_words,
)
from openrouter_lsp.workspace.sharing import Unsearched


def test_every_reason_has_words() -> None:
    assert set(NO_MOVE) == set(NoMove)
    assert all("Nothing was changed" in words for words in NO_MOVE.values())
    for why in Unsearched:
        assert unsearched_words(why).startswith("It is not known whether git has this key")


@pytest.mark.parametrize(
    ("language", "is_loaded", "said"),
    [
        (Language.PYTHON, False, "uv run --env-file a/.env"),
        (Language.PYTHON, True, None),
        (Language.JAVASCRIPT, False, "node --env-file=a/.env"),
        (Language.JAVASCRIPT, True, None),
        (Language.TYPESCRIPT, False, "node --env-file=a/.env"),
        (Language.TYPESCRIPT_JSX, False, "node --env-file=a/.env"),
        (Language.SHELL, False, "set -a; . ./a/.env; set +a"),
        (Language.COMPOSE, True, None),
        (Language.EDITOR, True, "${env:K}"),
    ],
)
def test_what_has_to_load_the_file(language: Language, is_loaded: bool, said: str | None) -> None:
    words = moved_words("K", "a/.env", language, is_loaded=is_loaded)
    start = "The key is K in a/.env now. Save the files that are not saved yet."
    assert words.startswith(start)
    if said is None:
        assert words == start
    else:
        assert said in words


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((3,), "It stays in line 3 of the file"),
        ((3, 5), "It stays in lines 3 and 5 of the file"),
        ((1, 2, 3, 4, 5, 6, 7), "It stays in lines 1, 2, 3, 4, 5 and 2 more of the file"),
    ],
)
def test_what_stays_is_told(left: tuple[int, ...], said: str) -> None:
    assert said in moved_words("K", ".env", Language.PYTHON, is_loaded=True, left=left)
    assert said in secret_words("K", left)
    assert "It stays" not in secret_words("K")


def test_history() -> None:
    words = in_history_words("abc1234", datetime(2026, 2, 3, 4, 5, tzinfo=UTC))
    assert "since commit abc1234 of 3 Feb 2026, 04:05 UTC" in words
    assert "Rotation is the only cure" in words
    assert "shallow" in not_in_history_words(is_shallow=True)
    assert "shallow" not in not_in_history_words(is_shallow=False)
