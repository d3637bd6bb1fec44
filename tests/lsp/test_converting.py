"""What a message and a tooltip hold, whatever was put into them."""

import pytest
from lsprotocol.types import MarkupKind

from openrouter_lsp.lsp.converting import markup_of, message_of


def check(sentence: str, expected: str) -> None:
    """Expect how a sentence pops up."""
    assert message_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In terminal zsh: a key (K in .env) failed.",
            "In terminal zsh: a key (K in .env) failed.",
        ),
        ("In terminal [t](command:x), ...", "In terminal [t] (command:x), ..."),
        ("[a](https://b.example) [c](file:///d)", "[a] (https://b.example) [c] (file:///d)"),
        ("one\ntwo", "one\ntwo"),
        ("a\x1b[31mb\x07\r\u202ec\u2066\u200bd", "a [31mb   c  d"),
        ("]\u200b(command:x)", "] (command:x)"),
        ("x" * 3000, "x" * 1999 + "…"),
    ],
)
def test_a_message_holds_no_link_and_nothing_unseen(sentence: str, expected: str) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Key: valid** · `sk-or-v1-abc...789`", "Key: valid · sk-or-v1-abc...789"),
        ("[Your keys](https://openrouter.ai/x)", "Your keys: https://openrouter.ai/x"),
        (r"label: a\_b \[c\](d) \*\*e\*\* \\ \`f\`", r"label: a_b [c](d) **e** \ `f`"),
        ("**Evidence**\n\n- one\n- two", "Evidence\n\n- one\n- two"),
    ],
)
def test_a_tooltip_without_markdown(markdown: str, plain: str) -> None:
    markup = markup_of([markdown, "more"], is_markdown=False)
    assert (markup.kind, markup.value) == (MarkupKind.PlainText, f"{plain}\n\nmore")
    markup = markup_of([markdown, "more"], is_markdown=True)
    assert (markup.kind, markup.value) == (MarkupKind.Markdown, f"{markdown}\n\n---\n\nmore")
