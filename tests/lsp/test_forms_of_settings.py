"""The forms in which settings come, and what is said of those that count for nothing."""

from typing import Any

import pytest

from openrouter_lsp.lsp.setting_names import early_section
from openrouter_lsp.lsp.settings import read_settings

OFF = {"check": {"enabled": False}}


def check(section: Any, expected: tuple[bool, list[str]], *, machine: bool = False) -> None:
    """Expect of a section whether checking is on, and how the complaints go, each in part."""
    settings, complaints = read_settings(section, are_the_machines=machine)
    assert settings.check_enabled == expected[0]
    assert len(complaints) == len(expected[1])
    for complaint, part in zip(complaints, expected[1], strict=True):
        assert part in complaint


@pytest.mark.parametrize(
    "section",
    [
        OFF,
        {"check.enabled": False},
        {"openrouter": OFF},
        {"openrouter": {"check.enabled": False}},
        {"openrouter.check": {"enabled": False}},
        {"openrouter.check.enabled": False},
        {"openrouter": {}, "openrouter.check.enabled": False, "python": {"check": 1}},
        {"check": {"enabled": True}, "check.enabled": False},
    ],
)
def test_every_form_switches_checking_off(section: Any) -> None:
    check(section, (False, []))


@pytest.mark.parametrize(
    ("section", "named"),
    [
        ({"chek": {"enabled": False}}, "is no such setting as openrouter.chek.enabled;"),
        ({"openrouter.enabled": False}, "is no such setting as openrouter.enabled;"),
        ({"check": False}, "is no such setting as openrouter.check;"),
        ({"a": 1, "b": {"c": 1}}, "are no such settings as openrouter.a and openrouter.b.c;"),
        (dict.fromkeys("abcde", 1), "openrouter.a, openrouter.b, openrouter.c and 2 more;"),
        ({"a": {"b": {"c": {"d": {"e": {}}}}}}, "openrouter.a.b.c.d;"),
        ({"x" * 99: 1}, "openrouter.xxxxxxxxx"),
    ],
)
def test_names_that_no_setting_has_are_said(section: Any, named: str) -> None:
    check(section, (True, [named]))


@pytest.mark.parametrize(
    "section",
    [
        None,
        {},
        {"terminal": {"enabled": False}, "pythonPath": "python3", "trace": {"server": "off"}},
        {"check": {"enabled": None}, "unheard": None},
        {"openrouter": {}, "python": {"enabled": False}, "editor.tabSize": 4},
    ],
)
def test_what_is_not_the_servers_is_passed_over(section: Any) -> None:
    check(section, (True, []))


def test_a_name_shows_no_key() -> None:
    key = "sk-or-v1-" + "0123456789abcdef" * 4
    _, [complaint] = read_settings({key: 1})
    assert key not in complaint


@pytest.mark.parametrize("url", ["https://gateway.example/v1", "http://127.0.0.1:1", 5])
def test_a_base_url_counts_only_where_no_project_can_set_it(url: object) -> None:
    check({"baseUrl": url}, (True, ["baseUrl was ignored"]))
    check({"openrouter.baseUrl": url}, (True, ["baseUrl was ignored"]))
    assert read_settings({"baseUrl": url})[0].base_url == ""


def test_a_base_url_of_the_machine_counts() -> None:
    url = "https://gateway.example/v1"
    check({"baseUrl": url}, (True, []), machine=True)
    check({"baseUrl": 5}, (True, ["baseUrl is not an address"]), machine=True)
    assert read_settings({"baseUrl": url}, are_the_machines=True)[0].base_url == url


@pytest.mark.parametrize(
    "options",
    [
        {"settings": OFF},
        {"settings": {"openrouter": OFF}},
        {"settings": {"openrouter.check.enabled": False}},
        {"openrouter": OFF},
        {"openrouter.check.enabled": False, "trusted": True},
        {"settings": {"check": {"maxAgeMinutes": 5}}, "openrouter": OFF},
        {"settings": [1], "openrouter": OFF},
    ],
)
def test_every_place_in_the_initialization_options_is_read(options: Any) -> None:
    check(early_section(options), (False, []))


@pytest.mark.parametrize("options", [None, {}, [], "x", {"trusted": True}])
def test_no_settings_are_none(options: Any) -> None:
    assert early_section(options) is None
