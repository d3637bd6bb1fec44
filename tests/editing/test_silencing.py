"""The comment that has a key ignored: nothing else changes, and it can be taken away again."""

from io import StringIO
from secrets import token_hex

import pytest
from dotenv import dotenv_values
from hypothesis import assume, given

from openrouter_lsp.editing import applied, silence, unsilence
from openrouter_lsp.keys import Ignored, Key
from openrouter_lsp.scanning import scan_dotenv, scan_text
from tests.scanning.generated import LINES, TEXTS, Line

KEY = Key(f"sk-or-v1-{token_hex(32)}").reveal()


def check(name: str, text: str, expected: str | None) -> None:
    """Have the key `<k>` of a text ignored, and undo it; None: no comment can stand there."""
    text, as_dotenv = text.replace("<k>", KEY), name.startswith(".env")
    scan = scan_dotenv if as_dotenv else scan_text
    comment = silence(name, text, scan(text)[-1], as_dotenv=as_dotenv)
    if expected is None or comment is None:
        assert (comment and applied(text, (comment,))) == expected
        return
    after = applied(text, (comment,))
    assert after == expected.replace("<k>", KEY)
    assert scan(after)[-1].ignored is Ignored.COMMENT
    assert applied(after, unsilence(after, scan(after)[-1])) == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (".env", "A=<k>", "# openrouter-lsp: ignore\nA=<k>"),
        (
            ".env",
            "X=1\r\nexport A='<k>'\r\n",
            "X=1\r\n# openrouter-lsp: ignore\r\nexport A='<k>'\r\n",
        ),
        (".env", "\ufeffA=<k>\n", "\ufeff# openrouter-lsp: ignore\nA=<k>\n"),
        (".env", "  A=<k>\n", "  # openrouter-lsp: ignore\n  A=<k>\n"),
        ("a.py", "def f():\n\tg('<k>')\n", "def f():\n\t# openrouter-lsp: ignore\n\tg('<k>')\n"),
        ("a.ts", "  k: '<k>',\n", "  // openrouter-lsp: ignore\n  k: '<k>',\n"),
        ("a.sql", "-- x\nselect '<k>'\n", "-- x\n-- openrouter-lsp: ignore\nselect '<k>'\n"),
        ("a.ini", "k=<k>\n", "; openrouter-lsp: ignore\nk=<k>\n"),
        ("a.css", "/**/\nk: '<k>'\n", "/**/\n/* openrouter-lsp: ignore */\nk: '<k>'\n"),
        (
            "a.html",
            "<p>\n<a k='<k>'>\n",
            "<p>\n<!-- openrouter-lsp: ignore -->\n<a k='<k>'>\n",
        ),
        ("a.md", "A\n\n<k>\n", "A\n\n<!-- openrouter-lsp: ignore -->\n<k>\n"),
        ("a.py", '# """\nk = \'<k>\'\n', '# """\n# openrouter-lsp: ignore\nk = \'<k>\'\n'),
        (
            "a.tsx",
            "const k = '<k>'\nexport const A = () => <p />\n",
            "// openrouter-lsp: ignore\nconst k = '<k>'\nexport const A = () => <p />\n",
        ),
        (
            "a.js",
            "const p = /'/ // don't\nf(`\n'`)\nk('<k>')\n",
            "const p = /'/ // don't\nf(`\n'`)\n// openrouter-lsp: ignore\nk('<k>')\n",
        ),
        (
            "a.sh",
            "# don't\necho 'a\\' $'\\''\nk=(\n  <k>\n)\n",
            "# don't\necho 'a\\' $'\\''\nk=(\n  # openrouter-lsp: ignore\n  <k>\n)\n",
        ),
        (
            "a.sh",
            "cat <<E-X <<'E F'\nE-X\nE F\nk=<k>\n",
            "cat <<E-X <<'E F'\nE-X\nE F\n# openrouter-lsp: ignore\nk=<k>\n",
        ),
        (
            "a.rs",
            "fn f<'a>(b: &'a T) {}\nlet k = \"<k>\";\n",
            "fn f<'a>(b: &'a T) {}\n// openrouter-lsp: ignore\nlet k = \"<k>\";\n",
        ),
        (
            "a.kt",
            'val s = """\n"\n"""\nval k = "<k>"\n',
            'val s = """\n"\n"""\n// openrouter-lsp: ignore\nval k = "<k>"\n',
        ),
        (
            "c.yaml",
            "a:\n  - b: 'c'\n    k: <k>\n",
            "a:\n  - b: 'c'\n    # openrouter-lsp: ignore\n    k: <k>\n",
        ),
        (
            "c.yaml",
            "a: {\n  b: 1, # c\n  k: <k> }\n",
            "a: {\n  b: 1, # c\n  # openrouter-lsp: ignore\n  k: <k> }\n",
        ),
        (
            "c.yaml",
            "a: &b # c\n- <k>\n",
            "a: &b # c\n# openrouter-lsp: ignore\n- <k>\n",
        ),
        (
            "a.php",
            "<p>\n<?php\nf('<k>');\n",
            "<p>\n<?php\n// openrouter-lsp: ignore\nf('<k>');\n",
        ),
        ("Dockerfile", "ENV K=<k>\n", "# openrouter-lsp: ignore\nENV K=<k>\n"),
        ("c.yaml", "a: |\n  x\nk: <k>\n", "a: |\n  x\n# openrouter-lsp: ignore\nk: <k>\n"),
        ("a.sh", "cat <<E\nx\nE\nk=<k>\n", "cat <<E\nx\nE\n# openrouter-lsp: ignore\nk=<k>\n"),
    ],
)
def test_the_comment_stands_before_the_line(name: str, text: str, expected: str) -> None:
    check(name, text, expected)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", 'X="1\nA=<k>\n2"\n'),
        ("a.json", '{\n"k": "<k>"}\n'),
        ("notes.txt", "<k>\n"),
        ("a.vue", "<k>\n"),
        ("a.sh", "curl -H \\\n  'Bearer <k>'\n"),
        ("a.sh", "cat <<'EOF'\nk=<k>\nEOF\n"),
        ("a.py", 'x = """\n<k>\n"""\n'),
        ("a.js", "x = `\n<k>`\n"),
        ("a.py", "k = = '<k>'\n"),
        ("a.py", "#!/bin/python <k>\n"),
        ("a.sh", 'curl -d \'{\n  "k": "<k>"\n}\'\n'),
        ("a.sh", "curl -d \"{\n  'k': '<k>'\n}\"\n"),
        ("a.sh", "echo 'a\\' '\n<k>'\n"),
        ("a.sh", "cat <<END-X\n<k>\nEND-X\n"),
        ("a.sh", "cat <<'E F'\n<k>\nE F\n"),
        ("a.sh", "cat <<A; cat <<B\nA\n<k>\nB\n"),
        ("a.sh", "x=`\n<k>`\n"),
        ("a.ts", "x = `${f}\n<k>`\n"),
        ("a.jsx", "const a = (\n  <p>\n    <k>\n  </p>\n)\n"),
        ("a.tsx", "const a = (\n  <A\n    k='<k>'\n  />\n)\n"),
        ("a.tsx", "const a = (\n  <A k='<k>' />\n)\n"),
        ("a.html", "<p>\n<k>\n"),
        ("a.html", "<meta\n  content='<k>'>\n"),
        ("a.html", "<p a='>\n<k>'>\n"),
        ("a.html", "<script>\nk = '<k>'\n</script>\n"),
        ("a.html", "<!--\n<k>\n-->\n"),
        ("a.html", "{% if a %}<p>{{ b(\n<k>) }}\n"),
        ("a.html", "<!DOCTYPE html><p a='<k>'>\n"),
        ("a.xml", "<?xml version='1.0'?><a k='<k>'/>\n"),
        ("a.svg", "<svg><text>\n<k></text></svg>\n"),
        ("a.xml", "<a><![CDATA[\n<b><k></b>\n]]></a>\n"),
        ("a.md", "A\n<k>\n"),
        ("a.md", "```\n\n<k>\n```\n"),
        ("a.md", "A\n\n    <k>\n"),
        ("a.md", "---\n\nk: <k>\n---\n"),
        ("a.astro", "---\nk = '<k>'\n---\n"),
        ("a.rs", 'let k = "\n<k>";\n'),
        ("a.rs", 'let j = r"\\"; let k = "\n<k>";\n'),
        ("a.cs", 'var k = @"\n<k>";\n'),
        ("a.cpp", 'auto k = R"(\n<k>)";\n'),
        ("a.kt", 'val k = """\n<k>"""\n'),
        ("a.go", "k := `\n<k>`\n"),
        ("a.css", "/*\nk: '<k>'\n*/\n"),
        ("a.rb", 'k = "\n<k>"\n'),
        ("a.rb", "k = %q(\n<k>)\n"),
        ("a.rb", "k = <<~X\n  <k>\nX\n"),
        ("a.sql", "insert 'x\n<k>'\n"),
        ("a.sql", "do $$\nk := '<k>';\n$$\n"),
        ("a.lua", "k = [[\n<k>]]\n"),
        ("a.ps1", '$k = @"\n<k>\n"@\n'),
        ("a.php", "<?php f() ?>\n<p><k></p>\n"),
        ("a.php", "<?php $k = <<<EOT\n<k>\nEOT;\n"),
        ("a.tf", "k = <<EOT\n<k>\nEOT\n"),
        ("a.nix", "k = ''\n<k>'';\n"),
        ("Makefile", "a:\n\techo <k>\n"),
        ("Makefile", "define A\n<k>\nendef\n"),
        ("a.ini", "k =\n  <k>\n"),
        ("c.yaml", 'a: "x\n  <k>"\n'),
        ("c.yaml", "a: x\n  <k>\n"),
        ("c.yaml", "a: x\n  k: <k>\n"),
        ("c.yaml", "- x\n  - <k>\n"),
        ("c.yaml", "a: [x\n  <k>]\n"),
        ("c.yaml", "run: |\n  export\n  k=<k>\n"),
        ("c.yml", "- >-\n\n  k=<k>\n"),
    ],
)
def test_where_none_can_stand_there_is_none(name: str, text: str) -> None:
    check(name, text, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=<k> # openrouter-lsp: ignore\n", "A=<k>\n"),
        ("A=<k> # why # openrouter-lsp: ignore, it is dead", "A=<k> # why"),
        ("f('<k>' /* openrouter-lsp: ignore */);\n", "f('<k>');\n"),
        ("# openrouter-lsp: ignore\nA=<k> # openrouter-lsp: ignore\n", "A=<k>\n"),
        ("# openrouter-lsp: ignore\nB=1\nA=<k>\n", "# openrouter-lsp: ignore\nB=1\nA=<k>\n"),
    ],
)
def test_comments_by_hand_are_taken_away(text: str, expected: str) -> None:
    text = text.replace("<k>", KEY)
    [finding] = scan_text(text)
    assert applied(text, unsilence(text, finding)) == expected.replace("<k>", KEY)


@given(LINES)
def test_nothing_else_changes_and_all_comes_back(lines: list[Line]) -> None:
    text = "".join(line.text for line in lines)
    before = scan_dotenv(text)
    assume(before)
    comment = silence(".env", text, before[-1], as_dotenv=True)
    assert comment is not None
    after = applied(text, (comment,))
    assert dotenv_values(stream=StringIO(after, newline="")) == dotenv_values(
        stream=StringIO(text, newline="")
    )
    found = scan_dotenv(after)
    assert [one.ignored for one in found] == [*(None for _ in before[:-1]), Ignored.COMMENT]
    assert [one.key for one in found] == [one.key for one in before]
    assert applied(after, unsilence(after, found[-1])) == text


@given(TEXTS)
def test_any_text_is_ignored_or_left(text: str) -> None:
    for as_dotenv, name in ((True, ".env"), (False, "a.py"), (False, "a.css")):
        scan = scan_dotenv if as_dotenv else scan_text
        for number, finding in enumerate(scan(text)):
            comment = silence(name, text, finding, as_dotenv=as_dotenv)
            if comment is not None:
                after = applied(text, (comment,))
                assert scan(after)[number].ignored is Ignored.COMMENT
                assert applied(after, unsilence(after, scan(after)[number])) == text
