"""What holds for every text."""

import re
from io import StringIO

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Context, Finding, Placeholder, Span, scan_dotenv, scan_text
from openrouter_lsp.scanning.statement import statements
from tests.scanning.generated import KEYS, LINES, TEXTS, Line

INTACT = re.compile(r"(?<!\w)sk-or-v1-[0-9a-f]{64}(?!\w)")


@given(LINES)
def test_dotenv_lines(lines: list[Line]) -> None:
    text = "".join(line.text for line in lines)
    values = dotenv_values(stream=StringIO(text, newline=""), interpolate=False)
    findings = scan_dotenv(text)
    offset = 0
    for line, finding in zip(lines, findings, strict=True):
        start = offset + len(line.before)
        assert finding == Finding(
            Span(start, start + len(line.key)),
            Key(line.key).masked,
            Key(line.key),
            variable=line.name,
            context=Context.ASSIGNMENT,
        )
        assert values[line.name] == line.key
        offset += len(line.text)


def check_spans(text: str, findings: tuple[Finding, ...]) -> None:
    ends = [0, *(finding.span.end for finding in findings)]
    starts = [*(finding.span.start for finding in findings), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    for finding in findings:
        found = text[finding.span.start : finding.span.end]
        assert found
        assert (finding.key is None) == (finding.flaw is not None)
        assert finding.key is None or finding.key.reveal() == found
        if isinstance(finding.flaw, Placeholder) and finding.masked == found:
            assert len(found) <= 24
            continue
        shown, _, end = finding.masked.partition("...")
        assert len(shown) <= 12
        assert len(end) <= 3 or found[:12].endswith(".")


def uncovered(text: str, findings: tuple[Finding, ...]) -> list[str]:
    return [
        match[0]
        for match in INTACT.finditer(text)
        if not any(f.span.start <= match.start() and match.end() <= f.span.end for f in findings)
    ]


@settings(max_examples=300)
@given(TEXTS)
def test_any_text(text: str) -> None:
    findings = scan_text(text)
    check_spans(text, findings)
    assert uncovered(text, findings) == []


@settings(max_examples=300)
@given(TEXTS)
def test_any_dotenv(text: str) -> None:
    findings = scan_dotenv(text)
    check_spans(text, findings)
    if "$" not in text:
        assert uncovered(text, findings) == []


@given(st.text(), KEYS, st.text())
def test_key_in_a_text(before: str, key: str, behind: str) -> None:
    text = f"{before}({key}){behind}"
    (finding,) = (found for found in scan_text(text) if found.key == Key(key))
    assert finding.span == Span(len(before) + 1, len(before) + 1 + len(key))


_BESIDE = st.text(st.sampled_from("\"'`\\;,.:=[]()<>x Bb\t"), max_size=4)


@settings(max_examples=500)
@given(_BESIDE, KEYS, _BESIDE)
def test_a_key_is_good_only_where_python_dotenv_reads_it_alone(
    before: str, key: str, behind: str
) -> None:
    text = f"OPENROUTER_API_KEY={before}{key}{behind}\n"
    # What begins as JSON does is a longer text; backticks are dotenv's quotation marks.
    assume(not re.search(r"`|\[\s*[\"'\[\\]", text))
    value = dotenv_values(stream=StringIO(text, newline=""), interpolate=False)
    (finding,) = scan_dotenv(text)
    assert (finding.key is not None) == (value.get("OPENROUTER_API_KEY") == key)


@settings(max_examples=300)
@given(TEXTS, st.data())
def test_skipping_what_is_of_no_interest_loses_nothing(text: str, data: st.DataObject) -> None:
    """The statements found are those that python-dotenv finds from the beginning."""
    candidates = [offset for offset, character in enumerate(text) if not character.isspace()]
    chosen = st.lists(st.sampled_from(candidates), max_size=3) if candidates else st.just([])
    interesting = sorted(set(data.draw(chosen)))
    expected, at = [], int(text.startswith("\ufeff"))
    for binding in parse_stream(StringIO(text, newline="")):
        end = at + len(binding.original.string)
        # Blank lines before a statement may or may not be taken for a part of it.
        if any(at <= offset < end for offset in interesting):
            expected.append((end, binding.key, binding.value, binding.error))
        at = end
    found = statements(text, Span(0, len(text)), interesting)
    assert [
        (s.span.end, s.binding.key, s.binding.value, s.binding.error) for s in found
    ] == expected
