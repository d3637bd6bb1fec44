"""Texts that hypothesis makes."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.scanning.marking import KEY, OTHER_KEY

DIGITS = "0123456789abcdef"

# One digit throughout is a placeholder.
KEYS = (
    st.text(DIGITS, min_size=64, max_size=64)
    .filter(lambda digits: len(set(digits)) > 1)
    .map("sk-or-v1-{}".format)
)

_KEYLIKE = [KEY, OTHER_KEY, KEY[:-1], KEY[:50], KEY[50:], KEY.upper(), "sk-or-v1-", "sk-or-vv-"]
_WORDS = (
    "sk or v1 - _ OPENROUTER_API_KEY A export = = ' \" ` # \\ \\n \\' \\\" ${ } , ... 0 f <key>"
)
_BLANKS_AND_ODD = "\n \n \r \r\n  \t \u00a0 \u2028 \f é 😀 \ud800 \ufeff \ufffd \0"
_FRAGMENTS = st.sampled_from([*_KEYLIKE, *_WORDS.split(" "), *_BLANKS_AND_ODD.split(" "), " "])
TEXTS = st.one_of(st.lists(_FRAGMENTS, max_size=25).map("".join), st.text())


@dataclass(frozen=True)
class Line:
    name: str
    key: str
    before: str
    behind: str

    @property
    def text(self) -> str:
        return self.before + self.key + self.behind


_BLANKS = st.text(" \t", max_size=2)
_NAMES = st.text(st.sampled_from("AZaz09_.-😀é"), min_size=1, max_size=8)
_COMMENTS = st.one_of(
    st.just(""), st.text(st.sampled_from("a😀'\"#=\\ "), max_size=6).map(" #{}".format)
)
_LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n# it's\n", '\r\nX="1\r\n2"\r\n'])


@st.composite
def _lines(draw: st.DrawFn) -> Line:
    name, quote = draw(_NAMES), draw(st.sampled_from(["", "'", '"']))
    export = draw(st.sampled_from(["", "export ", "export \t"]))
    before = draw(_BLANKS) + export + name + draw(_BLANKS) + "=" + draw(_BLANKS) + quote
    behind = quote + draw(_BLANKS) + draw(_COMMENTS) + draw(_LINE_ENDS)
    return Line(name, draw(KEYS), before, behind)


LINES = st.lists(_lines(), max_size=5, unique_by=lambda line: line.name)
