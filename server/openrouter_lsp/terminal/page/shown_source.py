"""Tells an error from text that merely shows one: source code, documentation, a commit."""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from openrouter_lsp.terminal.page.log_prefixes import without_prefix


class Shown(IntEnum):
    """Whether a line shows somebody's words instead of saying them."""

    NO = 0
    PERHAPS = 1
    """Prose, or what may be: possible at most."""
    QUOTED = 2
    """Between backticks in a sentence: possible at most, and only beside OpenRouter's name."""
    YES = 3


_CALLEES = (
    r"(?:(?<![\w.])(?:console\.\w+|print(?:ln!?|f)?|puts|echo|fmt\.\w+|errors\.New|log(?:ger|ging)?\.\w+"
    r"|(?:throw|raise|new|return|yield|await)\s+(?:new\s+)?[\w.]+|assert\w*!?|expect|it|test|describe"
    r"|should|(?:[\w.]{1,40}\.)?(?:Http)?Response|jest\.fn|mock\w*)"
    r"|=\s+(?:new\s+)?[\w.]+"
    r"|\.(?:json|send|write|end|status|mock\w*|to[A-Z]\w*|includes|contains?|match|startsWith|endsWith"
    r"|return_value|dumps|stringify|parse|encode|add|(?:respond_)?with\w*|reply|body))"
)
_CALL = re.compile(
    rf"{_CALLEES}\(|(?<![\w.$])(?:[A-Za-z_$][\w$]{{0,40}}\.){{1,5}}[a-z]\w{{0,40}}\((?=[\"'`])"
    r"|(?<![\w.$])[a-z]\w{0,40}\((?=(?:[a-z]\w{0,20}, ?)?[45]\d\d, ?[{\"'`])"
)
# Strings and rows as source writes them, and no program prints them.
_LITERAL = re.compile(
    r"(?:[=(:,]|->)\s*[rbfuRBFU]{0,2}(?:\"{3}|'{3})|(?:^|[(,=:\s])r?#{1,3}\"[{\[\w]|\s:=\s"
)
_ROW = re.compile(r"\s*(?:\([rbfu]?[\"'`].*\)[\])]*,\s*$|\{ ?[\"'`][^\"'`\n]{0,120}[\"'`], )")
_SHELL = re.compile(r"(?:^|[;&|)])\s*(?:printf|echo) +(?:-\w+ +)?[\"']")
_CONSTANT = re.compile(r"\s*(?:(?:export|readonly|local|declare) )?[A-Z][A-Z0-9_]{1,40}=\$?[\"']")
_STATEMENT = re.compile(
    r"\s*(?:return|throw|raise|assert|const|let|var|def|async|class|func|fn|import|export|if|elif"
    r"|else|while|switch|await|expect|private|public|protected|static|final|val|with|match|case)\b"
    r"[^\n]*[({=;\[]"
)
_ASSIGNED = re.compile(r"\s*[\w.\[\]\"']{1,60}\s*(?::\s*[\w\[\], |]{1,40})?\s=\s*[{\[(]")
_COMMENT = re.compile(r"\s*(?://|/\*|\*/|<!--|#++(?![^\s:-])|\"{3}|'{3})")
_DOC_STAR = re.compile(r"\s*\*\s+(?:@|[a-z])")
_TRAILING_COMMENT = re.compile(r"(?<!:)//\s|[;{})]\s*#\s")
_TREE = re.compile(r"\s*(?:[├└]──|[✕✗×○]\s.*\b(?:should|returns?|throws?|handles?|when)\b)")
_PASSED = re.compile(r"\s*(?:[✓✔√]\s|ok \d+ |PASS(?:ED)? )")
_FRAME = re.compile(r"\s*>?\s*\d{1,6}\s?[|│]\s")
_GREP = re.compile(
    r"(?:[\w.@~-]{0,80}/){0,20}[\w.@-]{1,80}\.(?:py|[cm]?[jt]sx?|go|rs|rb|php|java|kt|cs|swift|c|h|cpp|md|mdx|rst"
    r"|txt|json|jsonl|ya?ml|toml|html|vue|svelte|sh|log)[:-]\d{1,7}[:-](?! \S|in [`'])"
)
_GREP_PATH = re.compile(r"(?:[\w.@~-]{1,80}/){1,20}[\w.@-]{1,80}\.\w{1,6}[:-]\d{1,7}[:-]")
_COMMIT = re.compile(
    r"\s*(?:\* )?(?:[0-9a-f]{7,40} )?(?:\([^)]{1,80}\) )?"
    r"(?:fix|feat|docs|chore|test|tests|refactor|ci|build|perf|style|revert)(?:\([^)]{0,40}\))?!?: "
)
_COMMITTED = re.compile(r"\[[\w./-]{1,80} (?:\(root-commit\) )?[0-9a-f]{7,40}\] ")
_LOG_OF_GIT = re.compile(r"(?:commit [0-9a-f]{7,40}|Author: |Date: )")
_METRIC = re.compile(r"\w{1,80}\{[^}]{0,400}\} [\d.e+-]{1,30}\s*$")
_TRACEBACK_FILE = re.compile(r"\s*File \".*\", line \d+")
_DIFF = re.compile(r"(?:@@ -\d|diff --git |--- a/|\+\+\+ b/)")
_OPENS_CODE = re.compile(
    rf"(?:{_CALLEES}\([\[{{]?|=>\s*[({{]|=\s*[{{\[(])\s*$|^\s*@[\w.]{{1,80}}\(.*[\[({{,]\s*$"
    r"|^\s*(?:- )?examples?:\s*$"
    r"|^\s*(?:def|function|class|func|it|test)\b(?!.*\)(?: ?-> ?[^:]{1,80})?:\s*\S)"
)
_PROSE_AFTER = re.compile(
    r"\.?[\"'`*)\]}]{0,8},?\s+(?!\w+[\"']?\s?[:=]|for |after |at |on |url|cf-|request|while |in \d)[a-z]{2,}"
)
_EXPLAINED = re.compile(r"(?::|,|\)| -| —)?\s+(?!response)[a-z]{2,}")
_CELL_EXPLAINS = re.compile(
    r"[^|`]{0,40}\|\s*\**[A-Za-z][\w/'’-]*(?: [\w\"'’/.()-]+){2,}[^|]{0,200}\|"
)
_SHOWN_LINES: Final = (
    _COMMENT, _TREE, _PASSED, _FRAME, _GREP, _GREP_PATH, _COMMIT, _COMMITTED, _METRIC,
)  # fmt: skip
_LOG_REACH: Final = 12
_LOOK_BACK: Final = 6


def shown(line: str, start: int, end: int, earlier: Sequence[str]) -> Shown:
    """Tell whether a line merely shows the words in a span of it.

    Args:
        line: the line, unwrapped, with its indent and its marks.
        start: where the words begin in it, with the object or string around them.
        end: where they end; the line's length where they are only the beginning of a sentence.
        earlier: the lines before it, the nearest last.
    """
    before, after = without_prefix(line[:start]), line[end : end + 200]
    line, earlier = without_prefix(line), [without_prefix(one) for one in earlier]
    if any(p.match(line) for p in _SHOWN_LINES):
        return Shown.YES
    if _STATEMENT.match(before) or _in_a_call(before) or _TRAILING_COMMENT.search(before):
        return Shown.YES
    if _ROW.match(line) or _LITERAL.search(before) or _SHELL.search(before):
        return Shown.YES
    if line[:1] in "+-" and any(_DIFF.match(one) for one in earlier):
        return Shown.YES
    if earlier and _TRACEBACK_FILE.match(earlier[-1]) and _indent(line) > _indent(earlier[-1]):
        return Shown.YES
    if line.startswith("    ") and any(_LOG_OF_GIT.match(one) for one in earlier[-_LOG_REACH:]):
        return Shown.YES
    if _in_open_code(line, earlier):
        return Shown.YES
    if _ASSIGNED.match(before) or _CONSTANT.match(before) or _DOC_STAR.match(line):
        return Shown.PERHAPS
    return _prose(before, line[len(before) :], after)


def _in_a_call(before: str) -> bool:
    for match in _CALL.finditer(before):
        rest = before[match.end() :]
        if rest.count(")") <= rest.count("("):
            return True
    return False


def _in_open_code(line: str, earlier: Sequence[str]) -> bool:
    indent = _indent(line)
    for one in reversed(earlier[-_LOOK_BACK:]):
        if not one.strip():
            return False
        if _indent(one) < indent:
            if _OPENS_CODE.search(one):
                return True
            indent = _indent(one)
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _prose(before: str, rest: str, after: str) -> Shown:
    if before.count("`") % 2 and "`" in rest:
        words = before[: before.rfind("`")].rstrip(" *_")
        closed = rest[rest.index("`") + 1 :]
        if _EXPLAINED.match(closed) or _CELL_EXPLAINS.match(closed):
            return Shown.QUOTED
        is_label = not words or words.endswith((":", "→", "-", "|", "=", "resulted in a"))
        return Shown.NO if is_label else Shown.QUOTED
    return Shown.PERHAPS if _PROSE_AFTER.match(after) else Shown.NO
