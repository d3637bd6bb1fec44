"""A key of a shell script moves to the environment; a real shell reads it there."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from openrouter_lsp.editing.moving import NoMove
from tests.editing.moved import KEY, check, is_loaded, moved
from tests.environment import environment

SCRIPTS = [
    ("echo <key>\n", 'echo "<read>"\n'),
    ("echo '<key>'\n", 'echo "<read>"\n'),
    ('echo "<key>"\n', 'echo "<read>"\n'),
    ("export OPENROUTER_API_KEY=<key>; echo $OPENROUTER_API_KEY\n", None),
    ('printf "%s\\n" "Bearer <key>" | cut -c8-\n', 'printf "%s\\n" "Bearer <read>" | cut -c8-\n'),
    ("echo 'Bearer <key>' | cut -c8-\n", "echo 'Bearer '\"<read>\"'' | cut -c8-\n"),
    ("echo k=<key> | cut -c3-\n", 'echo k="<read>" | cut -c3-\n'),
    ('echo "$(echo "<key>")"\n', 'echo "$(echo "<read>")"\n'),
    ("echo \"$(echo '<key>')\"\n", 'echo "$(echo "<read>")"\n'),
    ("echo it\\'s >/dev/null; echo '<key>'\n", 'echo it\\\'s >/dev/null; echo "<read>"\n'),
    ("# it's\necho '<key>'\n", '# it\'s\necho "<read>"\n'),
    ("x=a#'b'; echo '<key>'\n", "x=a#'b'; echo \"<read>\"\n"),
    ("cat <<EOF\n<key>\nEOF\n", "cat <<EOF\n<read>\nEOF\n"),
    ("cat <<'E' >/dev/null\nit's\nE\necho '<key>'\n", None),
    ("cat <<E; echo '<key>'\nE\n", 'cat <<E; echo "<read>"\nE\n'),
    ("cat <<-E\n\t<key>\n\tE\n", "cat <<-E\n\t<read>\n\tE\n"),
    ("cat <<END-X\n<key>\nEND-X\n", "cat <<END-X\n<read>\nEND-X\n"),
    ("cat <<'E F' >/dev/null\nit's\nE F\necho '<key>'\n", None),
    (
        "cat <<A >/dev/null; cat <<B\n'\nA\n<key>\nB\n",
        "cat <<A >/dev/null; cat <<B\n'\nA\n<read>\nB\n",
    ),
    ("x=`echo '<key>'`; echo $x\n", 'x=`echo "<read>"`; echo $x\n'),
    ('x="`echo it`"; echo "<key>"\n', 'x="`echo it`"; echo "<read>"\n'),
    ("x=$((1 << 2)); echo '<key>'\n", 'x=$((1 << 2)); echo "<read>"\n'),
    ('if true; then (echo "<key>"); fi\n', 'if true; then (echo "<read>"); fi\n'),
]


def expected_of(text: str, expected: str | None) -> str:
    if expected is None:
        expected = text.replace("'<key>'", "<key>").replace("<key>", '"<read>"')
    return expected.replace("<read>", "$OPENROUTER_API_KEY")


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_a_shell_script(text: str, expected: str | None) -> None:
    check("a.sh", text, expected_of(text, expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# <key>\n", NoMove.NOT_A_STRING),
        ("cat <<'EOF'\n<key>\nEOF\n", NoMove.PART_OF_A_STRING),
        ("cat <<'END-X'\n<key>\nEND-X\n", NoMove.PART_OF_A_STRING),
        ("cat <<'E F'\n<key>\nE F\n", NoMove.PART_OF_A_STRING),
        ("cat <<\\E-F\n<key>\nE-F\n", NoMove.PART_OF_A_STRING),
        ("cat <<A <<'B'\nA\n<key>\nB\n", NoMove.PART_OF_A_STRING),
        ("cat <<'A' <<B\n<key>\nA\nB\n", NoMove.PART_OF_A_STRING),
        ("cat <<E\n$(echo '<key>')\nE\n", NoMove.PART_OF_A_STRING),
        ("x=\"`echo '<key>'`\"\n", NoMove.PART_OF_A_STRING),
        ('x="`echo <key>`"\n', NoMove.PART_OF_A_STRING),
        ("echo 'it <key>\n", NoMove.PART_OF_A_STRING),
        ("echo $'<key>'\n", NoMove.NOT_A_STRING),
        ('echo "<key>[1]"\n', 'echo "${OPENROUTER_API_KEY}[1]"\n'),
        ("MY_KEY=<key>\n", 'MY_KEY="$MY_KEY"\n'),
        ("OPENROUTER_API_KEY=a\nf\nOPENROUTER_API_KEY=<key>\n", NoMove.SET_BEFORE),
        ("unset A OPENROUTER_API_KEY\nf '<key>'\n", NoMove.SET_BEFORE),
        (
            "# OPENROUTER_API_KEY=a\nMY_OPENROUTER_API_KEY=b\nf <key>\n",
            '# OPENROUTER_API_KEY=a\nMY_OPENROUTER_API_KEY=b\nf "$OPENROUTER_API_KEY"\n',
        ),
        (
            "OPENROUTER_API_KEY='<key>'\nf <key>\n",
            'OPENROUTER_API_KEY="$OPENROUTER_API_KEY"\nf "$OPENROUTER_API_KEY"\n',
        ),
        (
            "OPENROUTER_API_KEY=${OPENROUTER_API_KEY:-<key>}\nf <key>\n",
            (
                'OPENROUTER_API_KEY=${OPENROUTER_API_KEY:-"$OPENROUTER_API_KEY"}\n'
                'f "$OPENROUTER_API_KEY"\n'
            ),
        ),
    ],
)
def test_where_a_shell_reads_no_variable(text: str, expected: str | NoMove) -> None:
    check("a.bash", text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". ./.env\necho <key>\n", True),
        ("set -a; source a/.env; set +a\necho <key>\n", True),
        ("# . ./.env\necho <key>\n", False),
        ("echo '; . .env'\necho <key>\n", False),
        ("echo <key>\n. ./.env\n", False),
    ],
)
def test_what_loads_the_env_file(text: str, expected: bool) -> None:
    assert is_loaded("a.sh", text) is expected


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for text, _ in SCRIPTS])
def test_the_script_prints_the_key_of_its_environment(tmp_path: Path, text: str) -> None:
    after = moved("a.sh", text)
    assert isinstance(after, str)
    for script in (text.replace("<key>", KEY.reveal()), after):
        (tmp_path / "a.sh").write_text(script)
        (tmp_path / ".env").write_text(f"OPENROUTER_API_KEY={KEY.reveal()}\n")
        command = [which("sh") or "sh", "-c", "set -a; . ./.env; . ./a.sh"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), check=True, capture_output=True, text=True
        )
        assert done.stdout.strip() == KEY.reveal()
        assert done.stderr == ""
