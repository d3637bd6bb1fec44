"""Which problems a key has, in which order, and what they say."""

import re
from dataclasses import replace

import pytest

from openrouter_lsp.keys import Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    RULES,
    Problem,
    Severity,
    Surroundings,
    problems_of,
    status_of,
)
from openrouter_lsp.reporting.shadow_words import ShadowedBy, ShadowPlace, shadow_words
from openrouter_lsp.scanning import AROUND_A_KEY, Context, Finding, Malformed, Placeholder, Span
from tests.reporting.given import (
    IN_ENV,
    NOW,
    SENTENCES,
    accepted,
    failed,
    flawed,
    found,
    new_key,
    rejected,
)


def check(
    verdict: Verdict,
    *,
    variable: str | None = "OPENROUTER_API_KEY",
    surroundings: Surroundings = IN_ENV,
) -> list[str]:
    problems = problems_of(found(variable=variable), verdict, surroundings, NOW)
    return [f"{problem.severity} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (KeyStatus.VALID, []),
        (KeyStatus.UNCHECKED, []),
        (KeyStatus.CHECKING, []),
        (KeyStatus.EXPIRED, ["error key-expired"]),
        (KeyStatus.DISABLED, ["error key-disabled"]),
        (KeyStatus.REJECTED, ["error key-rejected"]),
        (KeyStatus.EXPIRING, ["warning key-expiring"]),
        (KeyStatus.EXHAUSTED, ["warning key-exhausted"]),
        (KeyStatus.UNKNOWN, ["information check-failed"]),
    ],
)
def test_the_problem_of_each_status(status: KeyStatus, expected: list[str]) -> None:
    assert check(accepted(status, expires_at=NOW)) == expected


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("OPENROUTER_API_KEY", ["warning management-key"]),
        (None, ["warning management-key"]),
        ("OPENROUTER_MANAGEMENT_KEY", []),
        ("openrouter_provisioning_key", []),
    ],
)
def test_a_management_key_in_place_of_a_model_key(variable: str, expected: list[str]) -> None:
    assert check(accepted(is_management_key=True), variable=variable) == expected
    assert check(accepted(is_management_key=False), variable=variable) == []
    assert check(accepted(is_management_key=None), variable=variable) == []


@pytest.mark.parametrize(
    "variable",
    [
        "VITE_OPENROUTER_API_KEY",
        "NEXT_PUBLIC_KEY",
        "REACT_APP_OPENROUTER_KEY",
        "PUBLIC_OPENROUTER_KEY",
        "EXPO_PUBLIC_KEY",
        "NUXT_PUBLIC_KEY",
        "GATSBY_KEY",
        "VUE_APP_KEY",
        "NG_APP_KEY",
        "vite_key",
    ],
)
def test_variables_that_are_shipped_to_browsers(variable: str) -> None:
    (problem,) = problems_of(found(variable=variable), accepted(), IN_ENV, NOW)
    assert problem.code == "key-public-prefix"
    prefix = problem.message.removeprefix("A variable that begins with ").split(" ")[0]
    assert variable.upper().startswith(prefix)
    assert prefix.endswith("_")


@pytest.mark.parametrize("variable", ["OPENROUTER_API_KEY", "INVITE_KEY", "MY_PUBLIC_KEY", "VITE"])
def test_variables_that_are_not(variable: str) -> None:
    assert check(accepted(), variable=variable) == []


def test_a_public_prefix_that_is_commented_out_ships_nothing() -> None:
    finding = replace(found(variable="VITE_KEY"), context=Context.COMMENTED_ASSIGNMENT)
    assert problems_of(finding, accepted(), IN_ENV, NOW) == ()


@pytest.mark.parametrize(
    ("surroundings", "expected"),
    [
        (Surroundings(is_environment_file=True), []),
        (
            Surroundings(is_environment_file=True, is_committable=True),
            ["warning key-not-ignored"],
        ),
        (Surroundings(is_environment_file=False), ["warning key-in-source"]),
        (
            Surroundings(is_environment_file=False, is_committable=True),
            ["warning key-in-source"],
        ),
    ],
)
def test_where_a_key_stands(surroundings: Surroundings, expected: list[str]) -> None:
    assert check(accepted(), surroundings=surroundings) == expected


def test_all_that_is_wrong_is_told_worst_first() -> None:
    committable = Surroundings(is_environment_file=True, is_committable=True)
    assert check(rejected(), variable="VITE_KEY", surroundings=committable) == [
        "error key-rejected",
        "warning key-public-prefix",
        "warning key-not-ignored",
    ]
    assert check(failed(Fault.OFFLINE), surroundings=Surroundings(is_environment_file=False)) == [
        "warning key-in-source",
        "information check-failed",
    ]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (ShadowPlace.EDITOR, "in the environment that this editor was started in"),
        (ShadowPlace.SHELL, "in the environment that this check was started in"),
        (ShadowPlace.LATER_LINE, "in line 7 of this file"),
    ],
)
def test_another_key_that_programs_use(place: ShadowPlace, where: str) -> None:
    other = new_key()
    shadow = ShadowedBy(other.masked, place, KeyStatus.EXPIRED, 7)
    surroundings = replace(IN_ENV, shadowed_by=shadow)
    (problem,) = problems_of(found(variable="MY_KEY"), accepted(), surroundings, NOW)
    assert f"{problem.severity} {problem.code}" == "warning key-shadowed"
    first = problem.message.split(". ")[0]
    assert first.startswith("MY_KEY ")
    assert f"another key ({other.masked}), which has expired, {where}" in first
    assert "that key, not this one" in problem.message
    assert ("unset MY_KEY" in problem.message) == (place is not ShadowPlace.LATER_LINE)
    assert SENTENCES.fullmatch(problem.message)
    assert not re.search(r"[{}]|None|  ", problem.message)


@pytest.mark.parametrize("status", [*KeyStatus, None])
def test_what_is_known_of_the_other_key_is_told(status: KeyStatus | None) -> None:
    words = shadow_words(found(), ShadowedBy("sk-or-v1-abc...789", ShadowPlace.SHELL, status))
    told = words.partition("sk-or-v1-abc...789)")[2].partition(" in the environment")[0]
    untold = {
        None,
        KeyStatus.UNCHECKED,
        KeyStatus.CHECKING,
        KeyStatus.MALFORMED,
        KeyStatus.PLACEHOLDER,
    }
    assert (told == "") == (status in untold)
    assert ("expired" in told) == (status is KeyStatus.EXPIRED)
    assert told == "" or re.fullmatch(r", which [a-zA-Z ]+,", told)


@pytest.mark.parametrize(
    ("instead", "is_empty", "holds"),
    [
        (None, True, "is set, but to nothing, in the environment"),
        (None, False, "holds something that is no OpenRouter key in the environment"),
        (flawed(Placeholder.WORDS), False, "holds a placeholder in the environment"),
        (flawed(Malformed.OTHER_SERVICE), False, "what looks like another service's key in the"),
        (
            flawed(Malformed.QUOTE_INSIDE),
            False,
            "holds what is not quite a key (sk-or-v1-...): a quotation mark became part of the",
        ),
        (
            replace(flawed(Malformed.BLANK_INSIDE), masked="[x](y:z)..."),
            False,
            "holds what is not quite a key: there is a blank in the value, in the environment",
        ),
    ],
)
def test_what_is_no_key_in_the_environment(
    instead: Finding | None, is_empty: bool, holds: str
) -> None:
    shadow = ShadowedBy(None, ShadowPlace.SHELL, instead=instead, is_empty=is_empty)
    surroundings = replace(IN_ENV, shadowed_by=shadow)
    (problem,) = problems_of(found(variable="MY_KEY"), accepted(), surroundings, NOW)
    assert f"{problem.severity} {problem.code}" == "warning key-shadowed"
    assert problem.message.startswith("MY_KEY ")
    assert holds in problem.message
    assert "do not get the key of this line. Run: unset MY_KEY." in problem.message
    assert SENTENCES.fullmatch(problem.message)
    assert "None" not in problem.message


@pytest.mark.parametrize("flaw", Malformed)
def test_what_stands_around_a_key_does_not_hide_it_from_git(flaw: Malformed) -> None:
    problems = problems_of(flawed(flaw, 64), accepted(), Surroundings(True, True), NOW)
    also = ["key-not-ignored"] if flaw in AROUND_A_KEY else []
    assert [problem.code for problem in problems] == ["key-malformed", *also]


def test_a_key_that_only_some_frameworks_use_is_a_note_and_no_problem() -> None:
    shadow = ShadowedBy("sk-or-v1-abc...789", ShadowPlace.OTHER_FILE, None, 3, ".env.local")
    assert check(accepted(), surroundings=replace(IN_ENV, shadowed_by=shadow)) == []
    words = shadow_words(found(), shadow)
    assert "(sk-or-v1-abc...789) in line 3 of .env.local, which Vite and Next.js put" in words
    assert SENTENCES.fullmatch(words)


def test_what_shadows_comes_after_what_is_wrong_with_the_key_itself() -> None:
    shadow = ShadowedBy("sk-or-v1-abc...789", ShadowPlace.EDITOR)
    surroundings = Surroundings(True, True, shadow)
    assert check(rejected(), surroundings=surroundings) == [
        "error key-rejected",
        "warning key-shadowed",
        "warning key-not-ignored",
    ]


@pytest.mark.parametrize(
    ("flaw", "status", "expected"),
    [
        (Malformed.TOO_SHORT, KeyStatus.MALFORMED, "warning key-malformed"),
        (Placeholder.WORDS, KeyStatus.PLACEHOLDER, "hint key-placeholder"),
    ],
)
def test_what_is_no_key_has_one_problem_only(
    flaw: Malformed | Placeholder, status: KeyStatus, expected: str
) -> None:
    finding = Finding(Span(0, 9), "sk-or-v1-...", None, flaw, 3, "VITE_KEY", Context.ASSIGNMENT)
    everywhere = Surroundings(is_environment_file=False, is_committable=True)
    (problem,) = problems_of(finding, rejected(), everywhere, NOW)
    assert f"{problem.severity} {problem.code}" == expected
    assert status_of(finding, rejected()) is status


def test_the_status_of_a_key_is_its_verdicts() -> None:
    assert status_of(found(), rejected()) is KeyStatus.REJECTED


def test_the_rules_stand_worst_first() -> None:
    order = list(Severity)
    ranks = [order.index(rule.severity) for rule in RULES]
    assert ranks == sorted(ranks)
    attention = [severity for severity in Severity if severity.needs_attention]
    assert attention == [Severity.ERROR, Severity.WARNING]


def test_every_message_of_use_says_what_to_do() -> None:
    told: dict[str, Problem] = {}
    for surroundings in (
        Surroundings(is_environment_file=False),
        Surroundings(is_environment_file=True, is_committable=True),
    ):
        verdict = accepted(is_management_key=True)
        for problem in problems_of(found(variable="VITE_KEY"), verdict, surroundings, NOW):
            told[problem.code] = problem
    assert set(told) == {
        "management-key",
        "key-public-prefix",
        "key-in-source",
        "key-not-ignored",
    }
    for problem in told.values():
        assert SENTENCES.fullmatch(problem.message)
        assert re.search(r"\b(Put|Rename|Keep|Add)\b", problem.message)
        assert "{" not in problem.message
