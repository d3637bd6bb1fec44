"""Comments that have a key ignored: the line before, or behind the key in its line."""

import re

import pytest
from hypothesis import given

from openrouter_lsp.keys import Ignored
from openrouter_lsp.scanning import scan_dotenv, scan_text
from tests.scanning.generated import LINES, Line
from tests.scanning.marking import KEY, OTHER_KEY

_MARK = re.compile("[«»]")


def check(marked: str) -> None:
    """Scan a text, `<k>` and `<o>` its keys; those and only those between « and » are ignored."""
    marked = marked.replace("<k>", KEY).replace("<o>", OTHER_KEY)
    text = _MARK.sub("", marked)
    for scan in (scan_dotenv, scan_text):
        pieces, done = [], 0
        for finding in scan(text):
            start, end = ("«", "»") if finding.ignored is Ignored.COMMENT else ("", "")
            pieces += [text[done : finding.span.start], start]
            pieces += [text[finding.span.start : finding.span.end], end]
            done = finding.span.end
        assert "".join([*pieces, text[done:]]) == marked


@pytest.mark.parametrize(
    "text",
    [
        "# openrouter-lsp: ignore\nA=«<k>»\nB=<k>\n",
        "#openrouter-lsp:ignore\r\nA=«<k>»\r\nB=<o>",
        "  ## openrouter-lsp: ignore - it is to be dead\n  A=«<k>»\n",
        "// openrouter-lsp: ignore\na='«<k>»'\n",
        "-- openrouter-lsp: ignore\na='«<k>»'\n",
        ";; openrouter-lsp: ignore\na='«<k>»'\n",
        "/* openrouter-lsp: ignore */\na='«<k>»'\n",
        "\t{/* openrouter-lsp: ignore */}\n\ta='«<k>»'\n",
        "<!-- openrouter-lsp: ignore -->\na='«<k>»'\n",
        "\ufeff# openrouter-lsp: ignore\nA=«<k>»\n",
        "# openrouter-lsp: ignore\rA=«<k>»\r",
        "# openrouter-lsp: ignore\nA=«<k>»,«<o>»\n",
    ],
)
def test_the_line_before(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "A=«<k>» # openrouter-lsp: ignore\nB=<k>\n",
        "a = '«<k>»'  // openrouter-lsp: ignore",
        "a = '«<k>»'; // openrouter-lsp: ignore",
        "f('«<k>»')/* openrouter-lsp: ignore */;",
        "<p k='«<k>»'><!-- openrouter-lsp: ignore -->",
        "A=«<k>» # dead # openrouter-lsp: ignore\n",
        "a = ['«<k>»', '«<o>»']  # openrouter-lsp: ignore",
        "a = ['«<k>»', /* openrouter-lsp: ignore */ '<o>']",
    ],
)
def test_behind_it_in_its_line(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "# openrouter-lsp: ignore\n\nA=<k>\n",
        "A=<k>\n# openrouter-lsp: ignore\n",
        "# openrouter-lsp: ignored\nA=<k>\n",
        "# openrouter-lsp: ignore-file\nA=<k>\n",
        "# openrouter-lsp ignore\nA=<k>\n",
        "# see openrouter-lsp: ignore\nA=<k>\n",
        "openrouter-lsp: ignore\nA=<k>\n",
        "X=1 # openrouter-lsp: ignore\nA=<k>\n",
        "A=«<k>» # openrouter-lsp: ignore\nB=<o>\n",
        "X=http://openrouter-lsp: ignore\nA=<k>\n",
        "/* openrouter-lsp: ignore */ x();\na='<k>'\n",
    ],
)
def test_what_is_no_such_comment(text: str) -> None:
    check(text)


def test_what_follows_without_a_blank_is_part_of_the_value() -> None:
    [found] = [f for f in scan_dotenv(f"A={KEY}#openrouter-lsp: ignore\n") if f.variable == "A"]
    assert found.ignored is None


def test_what_is_no_key_is_ignored_too() -> None:
    [short, example] = scan_dotenv(
        "# openrouter-lsp: ignore\nA=sk-or-v1-abc\n"
        "B=sk-or-v1-your-key-here # openrouter-lsp: ignore\n"
    )
    assert {short.ignored, example.ignored} == {Ignored.COMMENT}


def test_it_is_not_to_be_checked() -> None:
    [finding] = scan_dotenv(f"A={KEY} # openrouter-lsp: ignore\n")
    assert finding.key is not None
    assert not finding.is_to_be_checked


@given(LINES)
def test_each_key_has_its_own(lines: list[Line]) -> None:
    text = "".join(line.text for line in lines)
    assert all(finding.ignored is None for finding in scan_dotenv(text))


def test_a_line_of_many_comments_costs_no_more_than_its_length() -> None:
    text = f"a = '{KEY}' " + "/* openrouter-lsp: ignore */ " * 50_000
    assert [finding.ignored for finding in scan_text(text)] == [Ignored.COMMENT]
