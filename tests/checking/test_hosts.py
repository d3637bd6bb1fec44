"""Where a key may be sent, and where not."""

import pytest

from openrouter_lsp.checking import OPENROUTER, BaseUrlError, choose_base_url
from openrouter_lsp.checking.hosts import is_loopback


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ("", OPENROUTER),
        ("  \t", OPENROUTER),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
        (" https://openrouter.ai/api/v1/ ", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/api", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/api/v2", "https://openrouter.ai/api/v2"),
        ("https://eu.openrouter.ai/api/v1", "https://eu.openrouter.ai/api/v1"),
        ("https://a.b.openrouter.ai", "https://a.b.openrouter.ai/api/v1"),
        ("HTTPS://OpenRouter.AI", "https://OpenRouter.AI/api/v1"),
        ("https://openrouter.ai.", "https://openrouter.ai./api/v1"),
        ("https://openrouter.ai:443", "https://openrouter.ai:443/api/v1"),
        ("https://openrouter.ai:8443/x", "https://openrouter.ai:8443/x"),
        ("http://localhost", "http://localhost/api/v1"),
        ("http://localhost:8080/api/v1", "http://localhost:8080/api/v1"),
        ("https://LOCALHOST:8080", "https://LOCALHOST:8080/api/v1"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1/api/v1"),
        ("http://127.0.0.2/api", "http://127.0.0.2/api/v1"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[0:0:0:0:0:0:0:1]", "http://[0:0:0:0:0:0:0:1]/api/v1"),
    ],
)
def test_accepted(environment: str, chosen: str) -> None:
    assert choose_base_url("", environment) == chosen


REFUSED = [
    # Another host
    "https://example.com",
    "https://example.com/openrouter.ai",
    "https://openrouter.ai.example.com",
    "https://notopenrouter.ai",
    "https://my-openrouter.ai",
    "https://openrouter.ai-x.com",
    "https://openrouter.a",
    "https://openrouter.aí",
    "https://xn--openruter-0ye.ai",
    "https://localhost.example.com",
    "https://127.0.0.1.example.com",
    "https://[2001:db8::1]",
    "https://0.0.0.0",
    "https://10.0.0.1",
    # What one parser takes for the host and another for something else
    "https://openrouter.ai@example.com",
    "https://openrouter.ai:443@example.com",
    "https://openrouter.ai%40example.com",
    "https://example.com@openrouter.ai",
    "https://example.com\\@openrouter.ai",
    "https://example.com\\.openrouter.ai",
    "https://example.com#.openrouter.ai",
    "https://example.com?.openrouter.ai",
    "https://example.com%2f.openrouter.ai",
    "https://example.com;.openrouter.ai",
    "https://example.com,openrouter.ai",
    "http://[::1].example.com",
    "http://example.com[::1]",
    "http://[::1%25eth0]",
    "https://exam\tple.com.openrouter.ai",
    "https://openrouter.ai\n.example.com",
    "https://.openrouter.ai",
    "https://a..openrouter.ai",
    "https:///openrouter.ai",
    "https:openrouter.ai",
    "//openrouter.ai",
    "openrouter.ai",
    "https://",
    "https://openrouter。ai",
    "https://ｏpenrouter.ai",  # noqa: RUF001 - looks alike
    "https://оpenrouter.ai",  # noqa: RUF001 - looks alike
    # Not encrypted
    "http://openrouter.ai",
    "http://eu.openrouter.ai:443",
    "ftp://openrouter.ai",
    "file:///etc/passwd",
    "ws://localhost",
    "javascript:alert(1)",
    # Loopback to one reader, a name to look up to another
    "http://localhost.",
    "http://127.0.0.1.",
    "http://127.1",
    "http://2130706433",
    "http://0x7f.0.0.1",
    "http://0177.0.0.1",
    "http://localhost.evil.com",
    # Ports
    "https://openrouter.ai:99999",
    "https://openrouter.ai:x",
    "https://openrouter.ai:-1",
    "https://openrouter.ai:443:443",
    "http://[::1",
    # Not an address
    "https://openrouter.ai/api/v1?x=1",
    "https://openrouter.ai/api/v1#x",
    "https://openrouter.ai/api v1",
    "https://[v1.x]",
]


@pytest.mark.parametrize("environment", REFUSED)
def test_refused(environment: str) -> None:
    with pytest.raises(BaseUrlError, match=r"^OPENROUTER_BASE_URL .*\.$") as caught:
        choose_base_url("", environment)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "chosen"),
    [
        ("https://gateway.example.com", "https://gateway.example.com/api/v1"),
        ("https://my_gateway.corp:8443/or/v1/", "https://my_gateway.corp:8443/or/v1"),
        ("https://10.0.0.1", "https://10.0.0.1/api/v1"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/api/v1"),
        ("http://localhost:8080", "http://localhost:8080/api/v1"),
    ],
)
def test_the_machines_setting_may_name_any_host(setting: str, chosen: str) -> None:
    assert choose_base_url(setting, "https://openrouter.ai") == chosen
    assert choose_base_url(f" {setting} ", "nonsense") == chosen


@pytest.mark.parametrize(
    "setting",
    [
        "http://gateway.example.com",
        "https://user:word@gateway.example.com",
        "https://gateway.example.com\\x",
        "gateway.example.com",
        "https://",
    ],
)
def test_the_machines_setting_must_be_plain_and_encrypted(setting: str) -> None:
    with pytest.raises(BaseUrlError, match=r"^The setting openrouter\.baseUrl "):
        choose_base_url(setting, "https://openrouter.ai")


def test_an_empty_setting_is_not_set() -> None:
    assert choose_base_url(" ", "http://localhost:1") == "http://localhost:1/api/v1"


def test_the_words_say_what_to_do() -> None:
    with pytest.raises(BaseUrlError) as caught:
        choose_base_url("", "https://gateway.example.com/v1")
    assert str(caught.value) == (
        "OPENROUTER_BASE_URL names gateway.example.com, and keys are sent to openrouter.ai and to"
        " this machine alone; an editor can name your own gateway, in its user setting"
        " openrouter.baseUrl, and a shell cannot."
    )


@pytest.mark.parametrize(
    "url", ["http://localhost:1/x", "http://127.0.0.9", "https://[::1]:1", "http://LocalHost"]
)
def test_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url", ["https://openrouter.ai", "http://localhost.evil.com", "http://0.0.0.0", "http:///x"]
)
def test_not_loopback(url: str) -> None:
    assert not is_loopback(url)
