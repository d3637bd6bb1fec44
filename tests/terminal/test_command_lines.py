"""What a command line tells of its output."""

import pytest

from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.command_line import read_command
from tests.terminal.given import envelope
from tests.terminal.recognised import check

TEXT = "401 User not found.\n"

SHOWING = (
    "cat app.log", "/bin/cat app.log", "less +G app.log", "bat -p src/x.py", "head -n 5 x", "tac x",
    "sed -n '1,20p' x.py", "awk 1 x", "jq . answer.json", "jq '.error' < answer.json",
    "grep -rn 'User not found' .", "rg found", "sudo grep found /var/log/x", "git grep found",
    "git diff", "git --no-pager show HEAD", "git -C ../x log -3", "git blame x.py", "git stash show -p",
    "vim x.py", "nvim", "nano x", "hx x", "emacs -nw x", "view x", "diff a b", "echo '401'", "printf x",
    "cd /x && cat y", "cat x | jq .", "grep -r x . | head", "FOO=1 cat x", "env FOO=1 cat x",
    "time cat x", "command cat x", "bash -c 'cat x'", "cat x; cat y", "gh pr diff 12", "type x.txt",
    "Get-Content x.txt", "C:\\Windows\\System32\\findstr.exe x y", "history | grep curl",
    "cat 'unclosed", "openrouter-lsp explain x.log", "openrouter-lsp check", "watch cat x", "xxd x",
)  # fmt: skip
RUNNING = (
    "python app.py", "tail -f app.log", "tail -n 100 app.log", "docker logs -f web", "less +F app.log",
    "kubectl logs web-1", "journalctl -u web", "node index.js", "curl -s https://example.com/x",
    "python app.py | grep Error", "python app.py | tee x.log", "npm start", "make demo", "llm hello",
    "cat prompt.txt | llm -m some-model", "echo hello | python app.py", "cat x && python app.py",
    "cat x | xargs python app.py", "git push", "gh run view --log", "aider", "./cat.py", "bash cat.sh",
    "openrouter-lsp run -- python app.py", "cat", "", "   ", None, "'unclosed python app.py",
    "export A=1; python app.py", "git", "sed -i s/a/b/ x && python app.py",
)  # fmt: skip


@pytest.mark.parametrize("command_line", SHOWING)
def test_showing(command_line: str) -> None:
    assert read_command(command_line).shows_text
    check(TEXT, "", command_line)
    check("OpenRouter: 401 User not found.\n", "", command_line)


@pytest.mark.parametrize("command_line", [c for c in RUNNING if c != "cat"])
def test_running(command_line: str | None) -> None:
    assert not read_command(command_line).shows_text
    check(TEXT, "user_not_found likely", command_line)


TESTING = (
    "pytest", "python -m pytest -x", "uv run pytest tests", ".venv/bin/pytest", "npx jest", "vitest run",
    "go test ./...", "cargo test", "npm test", "pnpm run test", "yarn test:unit", "make test",
    "npm run build && npx vitest", "python -m unittest", "CI=1 npx mocha", "cargo nextest run",
)  # fmt: skip


@pytest.mark.parametrize("command_line", TESTING)
def test_testing(command_line: str) -> None:
    assert read_command(command_line).runs_tests
    check("OpenRouter: 401 User not found.\n", "user_not_found likely", command_line)


def test_a_test_shows_its_source_and_its_error() -> None:
    text = (
        "    def test_dead_key():\n"
        '        client.answer = "401 User not found."\n'
        ">       client.ask('openrouter')\n"
        "E       openai.AuthenticationError: Error code: 401 - "
        "{'error': {'message': 'User not found.', 'code': 401}}\n"
        "\ntests/test_keys.py:12: AuthenticationError\n"
    )
    check(text, "user_not_found likely", "pytest -q")
    check(text, "user_not_found likely")


NAMING = {
    "curl https://openrouter.ai/api/v1/key": Strength.HOST,
    'curl -H "Authorization: Bearer $OPENROUTER_API_KEY" https://eu.openrouter.ai/api/v1/key': Strength.HOST,
    "llm -m openrouter/some/model hi": Strength.HOST,
    "OPENROUTER_API_KEY=x python app.py": Strength.HINT,
    "curl https://openrouter.ai.evil.example/": None,
    "python app.py": None,
}


@pytest.mark.parametrize(("command_line", "strength"), NAMING.items(), ids=NAMING)
def test_naming(command_line: str, strength: Strength | None) -> None:
    assert read_command(command_line).naming is strength


def test_a_command_names_openrouter() -> None:
    curl = "curl -s https://openrouter.ai/api/v1/key"
    check(envelope(), "user_not_found named", curl)
    check(envelope("A wording of tomorrow", 401), "invalid_key named", curl)
    check("< HTTP/2 401\n", "invalid_key named", f"{curl} -v")
    check(envelope("User not found.", 404), "", curl)


def test_a_command_names_another_service() -> None:
    check(envelope(), "", "curl -s https://api.openai.com/v1/models")
    check("OpenRouter: 401 User not found.", "user_not_found named", "curl https://api.openai.com/")


def test_a_command_hints_at_openrouter() -> None:
    check("401 User not found", "user_not_found possible", "python app.py")
    check("401 User not found", "user_not_found likely", "OPENROUTER_API_KEY=x python app.py")
