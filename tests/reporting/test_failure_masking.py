"""What others wrote is shown without its secrets."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.reporting import masked_line, masked_text
from tests.reporting.given import new_key

HEX = secrets.token_hex(32)
LETTERS = secrets.token_urlsafe(30).replace("-", "x").replace("_", "y")


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("OPENROUTER_API_KEY=SECRET python app.py", "OPENROUTER_API_KEY=... python app.py"),
        ("export API_KEY_OPENROUTER='SECRET'", "export API_KEY_OPENROUTER='...'"),
        ("DB_PASSWORD=a run", "DB_PASSWORD=... run"),
        ("app --api-key SECRET --model x/y", "app --api-key ... --model x/y"),
        ("app --token=SECRET", "app --token=..."),
        ("{'api_key': 'SECRET', 'x': 1}", "{'api_key': '...', 'x': 1}"),
        ('os.environ["OR_KEY"]="SECRET"', 'os.environ["OR_KEY"]="..."'),
        ("curl -H 'Authorization: Bearer SECRET' x", "curl -H 'Authorization: Bearer ...' x"),
        ("Authorization: Basic SECRET", "Authorization: Basic ..."),
        ("curl -u me:SECRET https://x", "curl -u me:... https://x"),
        ("https://me:SECRET@host/x", "https://...@host/x"),
        ("api_key: SECRET", "api_key: ..."),
        ("user_2SECRET0", "user_..."),
    ],
)
def test_secrets_are_taken_out(written: str, left: str) -> None:
    assert masked_text(written.replace("SECRET", LETTERS + "1")) == left


@pytest.mark.parametrize(
    "harmless",
    [
        "Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}",
        "KeyError: 'OPENROUTER_API_KEY'",
        "Invalid API key: please check it",
        "max_tokens=4096 total_tokens: 12 api_key=None",
        'curl -H "Authorization: Bearer $OPENROUTER_API_KEY"',
        "key=<GITREINS_LLM_API_KEY>",
        "Incorrect API key provided: sk-or-v1***. You can",
        "the key sk-or-v1-abc...789 has expired",
        "Key limit exceeded (monthly limit). Manage it using https://openrouter.ai/settings/keys",
        "user_not_found",
    ],
)
def test_what_helps_to_understand_stays(harmless: str) -> None:
    assert masked_text(harmless) == harmless


@pytest.mark.parametrize(
    "form", ["{}", "OPENROUTER_API_KEY={}", "Bearer {}", "({})", "'{}'", "x={}&y", "{}{}", "{}\n{}"]
)
def test_a_key_is_masked_wherever_it_stands(form: str) -> None:
    key = new_key().reveal()
    assert key[12:] not in masked_text(form.format(key, key))


@pytest.mark.parametrize("form", ["sk-proj-{}", "sk-ant-api03-{}", "ghp_{}", "hf_{}", "AIza{}"])
def test_other_services_keys_are_masked_too(form: str) -> None:
    secret = form.format(LETTERS)
    assert LETTERS not in masked_text(f"it was {secret} once")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_key_shows_in_no_surroundings(before: str, after: str) -> None:
    key = "sk-or-v1-" + HEX
    assert HEX not in masked_text(f"{before} {key} {after}")
    assert masked_line(f"{before} {key} {after}", 80).isprintable()


def test_a_line_has_no_more_than_so_many_characters() -> None:
    assert masked_line("a\n\tb" + "c" * 100, 10) == "a bcccccc…"
