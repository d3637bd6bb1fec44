"""Output made to be slow to read: what is not read in passing makes these tests take minutes."""

import pytest

from openrouter_lsp.terminal import OutputReader, find_failures

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = pytest.mark.no_cover

UNITS = (
    "{", "[", "(", '"', "\\", '\\"', "'", "`", "/", ".", "-", "_", "=", ":", " ", "\t", "│", "|", "#", "&",
    "&amp;", "&quot;", "\\n", "\\\\n", "\\u0022", "a", "A_", "0", "f", "4", "401", "401 ", "401,", "sk-or-v1-", "sk-or-v1-a",
    "sk-", "s\n", "user_1", "openrouter", "openrouter.", "openrouter.ai", "openrouter.ai.", "openrouter/", "router ",
    "https://", "https://a", "http://openrouter.ai@", '{"error":', '{"error":{"message":"', '"message":', '"code":401,',
    "User not found", "User not found.", "401 User not found. ", "User", "User ", "No endpoints", "No endpoints found",
    "Prompt tokens limit exceeded: 1 > ", "requires more credits, or fewer max_tokens", "Key limit exceeded (",
    "OPENROUTER_API_KEY ", "OPENROUTER_API_KEY is ", "Missing ", "Missing the API key ", "model ", "model a/",
    "a/b.py:1:", "a/", "fix: ", "├── ", "File \"", "$ ", "~/a$ ", "curl ", "x = ", "raise X(", "console.log(", ".json(",
    "openrouter Error unauthorized ", "ENOTFOUND openrouter.ai ", "status code: ", "error, status code: 401, ", "É", "\x1b[", "\r",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_much_of_one_thing(unit: str) -> None:
    for text in (unit * (60_000 // len(unit)), f"{unit}\n" * (20_000 // len(unit))):
        for around in (
            "{}",
            "OpenRouter: 401 User not found. {}",
            "{} OpenRouter: 401 User not found.",
        ):
            find_failures(around.replace("{}", text))


@pytest.mark.parametrize("unit", ["x" * 99, "User not found. ", "openrouter 401 "])
def test_an_unfinished_line_that_grows(unit: str) -> None:
    reader = OutputReader()
    for _ in range(100):
        reader.feed(unit * 3)
        reader.settle()
