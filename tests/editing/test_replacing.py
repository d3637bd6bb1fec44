"""A key takes the place of another, and of nothing else."""

from secrets import token_hex

import pytest
from hypothesis import assume, given, strategies

from openrouter_lsp.editing import Replacement, applied, replace_finding, replace_key
from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Context, Span, scan_dotenv, scan_text
from tests.scanning.generated import LINES, TEXTS, Line

OLD, OTHER, NEW = (Key(f"sk-or-v1-{token_hex(32)}") for _ in range(3))


def check(text: str, expected: str) -> None:
    """Compare a dotenv text after the edit; `<old>`, `<other>` and `<new>` stand for keys."""
    text, expected = (_with_keys(one) for one in (text, expected))
    assert applied(text, replace_key(scan_dotenv(text), OLD.fingerprint, NEW)) == expected


def _with_keys(text: str) -> str:
    for name, key in (("<old>", OLD), ("<other>", OTHER), ("<new>", NEW)):
        text = text.replace(name, key.reveal())
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=<old>", "A=<new>"),
        ("A=<old>\r\nB='<old>' # why\r\n", "A=<new>\r\nB='<new>' # why\r\n"),
        ('\ufeffexport A = "<old>"\n', '\ufeffexport A = "<new>"\n'),
        ("A=<old>,<other>\n", "A=<new>,<other>\n"),
        ("A=<other>\n", "A=<other>\n"),
        ("", ""),
        # What once was is left as a note.
        ("# <old>\n# A=<old>\nA=<old> # not <old>\n", "# <old>\n# A=<old>\nA=<new> # not <old>\n"),
    ],
)
def test_the_key_changes_and_all_else_stays(text: str, expected: str) -> None:
    check(text, expected)


@given(LINES, strategies.data())
def test_the_new_key_is_found_where_the_old_one_was(
    lines: list[Line], data: strategies.DataObject
) -> None:
    text = "".join(line.text for line in lines)
    keys = [finding.key for finding in scan_dotenv(text) if finding.key]
    assume(keys)
    old = data.draw(strategies.sampled_from(keys))

    after = applied(text, replace_key(scan_dotenv(text), old.fingerprint, NEW))

    before_found, after_found = scan_dotenv(text), scan_dotenv(after)
    assert [f.span for f in before_found] == [f.span for f in after_found]
    for one, other in zip(before_found, after_found, strict=True):
        was_used = one.key == old and one.context is Context.ASSIGNMENT
        assert other.key == (NEW if was_used or one.key == NEW else one.key)
        assert other.variable == one.variable


@given(TEXTS)
def test_what_is_outside_the_spans_stays(text: str) -> None:
    replacements = [replace_finding(finding, NEW) for finding in scan_text(text)]

    after, at = applied(text, replacements), 0
    for replacement in replacements:
        kept = replacement.span.start - at
        assert text[at : replacement.span.start] == after[:kept]
        assert after[kept : kept + 73] == NEW.reveal()
        after, at = after[kept + 73 :], replacement.span.end
    assert text[at:] == after


def test_an_edit_does_not_show_its_key() -> None:
    assert NEW.reveal() not in repr(Replacement(Span(0, 0), NEW.reveal()))
