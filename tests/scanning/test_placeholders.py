"""What stands where a key will be."""

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import placeholder, scan_dotenv, scan_text
from tests.scanning.marking import KEY, check, some_key

LIKE_A_KEY: dict[str, tuple[str, str]] = {
    "zeros": (f"«sk-or-v1-{'0' * 64}»", "zeros"),
    "any digit": (f"«sk-or-v1-{'f' * 64}»", "zeros"),
    "too many zeros": (f"«sk-or-v1-{'0' * 70}»", "zeros"),
    "some zeros": ("«sk-or-v1-0000»", "zeros"),
    "zeros and a blank": (f'"«sk-or-v1-{"0" * 64} »"', "zeros"),
    "words": ("«sk-or-v1-your-key-here»", "words"),
    "words with blanks": ('"«sk-or-v1-your key here»"', "words"),
    "brackets": ("«sk-or-v1-<your key>»", "words"),
    "brackets alone": ("«sk-or-<key>»", "words"),
    "x": ("«sk-or-v1-xxxxxxxx»", "words"),
    "64 x": (f"«sk-or-v1-{'x' * 64}»", "words"),
    "capitals": ("«sk-or-v1-REPLACE_ME»", "words"),
    "dots": ("«sk-or-...»", "words"),
    "stars": ("«sk-or-v1-****»", "words"),
    "ellipsis": ("'«sk-or-v1-…»'", "words"),
    "masked": (f"«{KEY[:12]}...{KEY[-3:]}»", "words"),
    "masked at the end": (f"«{KEY[:60]}...»", "words"),
    "the prefix alone": ("«sk-or-v1-»", "words"),
    "prefixes alone": (f"«{'sk-or-' * 9}»", "words"),
}


@pytest.mark.parametrize("row", LIKE_A_KEY.values(), ids=LIKE_A_KEY)
def test_like_a_key_in_any_variable(row: tuple[str, str]) -> None:
    marked, flaw = row
    check(scan_dotenv, f"A={marked}", f"{flaw} A assignment")
    check(scan_dotenv, f"#A={marked}", f"{flaw} A commented_assignment")


STAND_INS = [
    "your-key-here",
    "your_openrouter_api_key",
    "YOUR API KEY",
    "<OPENROUTER_API_KEY>",
    "[your key]",
    "changeme",
    "change-me-please",
    "REPLACE_ME",
    "replace_with_your_key",
    "insert key",
    "paste-your-key",
    "my-api-key",
    "key goes here",
    "openrouter_api_key",
    "api-key",
    "sk-xxxx",
    "sk-your-key",
    "xxx",
    "...",
    "…",
    "***",
    "dummy",
    "test_key",
    "TODO",
    "none",
]


@pytest.mark.parametrize("value", STAND_INS)
@pytest.mark.parametrize(
    "name", ["OPENROUTER_API_KEY", "VITE_OPEN_ROUTER_KEY", "openrouter", "OPENROUTER_API_KEY_2"]
)
def test_stand_in_where_the_name_is_openrouters(value: str, name: str) -> None:
    check(scan_dotenv, f"{name}='«{value}»' # get one", f"words {name} assignment")
    check(scan_dotenv, f"{name}=«{value}»", f"words {name} assignment")


@pytest.mark.parametrize("value", STAND_INS)
@pytest.mark.parametrize("name", ["API_KEY", "OPENROUTER_SITE_NAME", "OPENROUTER_MODEL"])
def test_stand_in_for_something_else(value: str, name: str) -> None:
    check(scan_dotenv, f"{name}={value}")


@pytest.mark.parametrize(
    "value",
    [
        "",
        '""',
        "' '",
        "# get one",
        " # get one",
        "${KEY}",
        "$KEY",
        "op://vault/key",
        "{{ key }}",
        "x9",
    ],
)
def test_nothing_can_be_said(value: str) -> None:
    check(scan_dotenv, f"OPENROUTER_API_KEY={value}\n")


@pytest.mark.parametrize(
    "text",
    [
        "re.compile(r'sk-or-v1-[0-9a-f]{64}')",
        'key.startswith("sk-or-v1-")',
        'if key[:6] == "sk-or-":',
        '"sk-or-v1-" + "0" * 64',
        'api_key="sk-or-v1-your-key-here"',
        f"checked {KEY[:12]}...{KEY[-3:]}",
        f"checked {KEY[:60]}...",
        f"checked {KEY[:60]}…",
        f"checked {KEY[:60]}****",
        "sk-or-v1-****",
        "sk-or-v1-…",
        "the fork-or-not question",
        'OPENROUTER_API_KEY="your-key-here"',
    ],
)
def test_a_text_may_speak_of_keys(text: str) -> None:
    check(scan_text, text)
    check(scan_dotenv, f"# so: {text}")


def test_zeros_in_any_text() -> None:
    check(scan_text, f"x('«sk-or-v1-{'0' * 64}»')", "zeros - text")


def test_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    documented = some_key()
    monkeypatch.setattr(placeholder, "_DOCUMENTED", {Key(documented).fingerprint})
    check(scan_dotenv, f"A=«{documented}»", "documentation A assignment")
    check(scan_dotenv, f"A='« {documented}»'", "documentation A assignment")
    check(
        scan_text,
        f"a({documented!r}[0])".replace(documented, f"«{documented}»"),
        "documentation - text",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("changeme", "changeme"),
        ("sk-or-v1-your-key-here", "sk-or-v1-your-key-here"),
        ("<your\u202ekey>", "<your key>..."),
        ("my-secret-key-that-is-quite-long", "my-secret-ke..."),
        ("sk-or-v1-" + "0" * 64, "sk-or-v1-000...000"),
    ],
)
def test_a_short_one_is_shown_whole(value: str, shown: str) -> None:
    (finding,) = scan_dotenv(f"OPENROUTER_API_KEY={value}\n")
    assert finding.masked == shown


def test_two_keys_are_documented() -> None:
    assert {len(fingerprint) for fingerprint in placeholder._DOCUMENTED} == {64}
    assert len(placeholder._DOCUMENTED) == 2
