"""Offsets to lines and columns."""

import re

from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.scanning import Lines, Place, scan_dotenv
from tests.scanning.marking import KEY

TEXTS = st.text(st.sampled_from("ab\r\n\f\u2028é😀\U00010000\uffff\0"), max_size=30)


@given(TEXTS, st.data())
def test_places(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = re.split(r"\r\n|\r|\n", text[:offset])
    if text[offset - 1 : offset + 1] == "\r\n":
        before = [*before[:-2], before[-2] + "\r"]
    lines = Lines(text)
    assert lines.line_of(offset) == len(before) - 1
    assert lines.place(offset) == Place(len(before) - 1, len(before[-1]))
    in_utf16 = len(before[-1].encode("utf-16-le")) // 2
    assert lines.place_utf16(offset) == Place(len(before) - 1, in_utf16)


def test_key_beside_emoji() -> None:
    text = f"X=1\r\n😀é='{KEY}' # 😀\n"
    (finding,) = scan_dotenv(text)
    lines = Lines(text)
    assert lines.place(finding.span.start) == Place(1, 4)
    assert lines.place_utf16(finding.span.start) == Place(1, 5)
    assert lines.place_utf16(finding.span.end) == Place(1, 78)
