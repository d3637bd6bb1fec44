"""Where a comment may stand before a line: only where that is surely in no string and no markup.

Of most languages no more is known than how their comments and strings look, so that what looks
unsure is taken for a string.
"""

import ast
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from re import MULTILINE, Pattern, escape
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.comment_signs import comment_sign, kind_of
from openrouter_lsp.editing.javascript_tokens import TokenKind, renders, tokens_of
from openrouter_lsp.editing.markup_places import is_amid_markdown, is_amid_tags
from openrouter_lsp.editing.yaml_places import is_amid_yaml

_Amid = Callable[[str, int], bool]

_FAR: Final = 200_000
"""Characters. Behind more than these no comment is put: it would take long to look through them."""
_JAVASCRIPT: Final = ("cjs", "js", "jsx", "mjs", "tsx")
"""Perhaps with markup (JSX)."""
_TYPESCRIPT: Final = ("cts", "mts", "ts")
_LISP: Final = ("clj", "cljs", "edn", "el", "lisp", "scm")
_NO_STRINGS: Final = frozenset({"ini", "netrc", "properties"})
"""Whose quotes mean nothing beyond their line."""
_MARKS_OR_NAMES: Final = frozenset({"elm", "fs", "hs", "jl", "rs", *_LISP})
"""Where `'` may stand alone: in a name, before one."""
_INDENTED_GO_ON: Final = frozenset({"cfg", "ini", "justfile", "makefile", "mk", "netrc"})
"""Whose indented lines belong to what is above, or go to a shell that may show them."""
_SHELLS: Final = frozenset({
    ".bash_profile", ".bashrc", ".profile", ".zprofile", ".zshenv", ".zshrc", "bash", "fish", "ksh",
    "sh", "zsh",
})  # fmt: skip

_TRIPLE: Final = r'''"""(?:\\.|(?!""").)*(?:"""|\Z)|\'\'\'(?:\\.|(?!\'\'\').)*(?:\'\'\'|\Z)'''
_LINE_COMMENTS: Final = {
    "#": r"(?<![^\s;&|(){}])\#[^\r\n]*",
    "//": r"//[^\r\n]*|/\*.*?(?:\*/|\Z)",
    "--": r"--[^\r\n]*|/\*.*?(?:\*/|\Z)",
    ";": r";[^\r\n]*",
    "/*": r"/\*.*?(?:\*/|\Z)",
}
_DOUBLE: Final = r'"(?:[^"\\\r\n]|\\[^\r\n])*"'
_SINGLE: Final = r"'(?:[^'\\\r\n]|\\[^\r\n])*'"
_WITHOUT_ESCAPES: Final = r"\$'(?:[^'\\\r\n]|\\[^\r\n])*'|'[^'\r\n]*'"
_BACK: Final = r"`[^`\r\n]*`"

_OPENS_MORE: Final[Mapping[str, Pattern[str]]] = {
    # What begins a text of several lines, or the end of the program, and is no quote.
    **dict.fromkeys(
        ("rb", "cr", "gemfile", "rakefile"),
        regex(r"%[qQwWiIrxs]?[^\w\s=]|^=begin|^__END__", MULTILINE),
    ),
    **dict.fromkeys(
        ("pl", "pm"),
        regex(r"\b(?:q[qwrx]?|m|s|tr|y)\s*[^\w\s,;=)]|^=\w|^__(?:END|DATA)__", MULTILINE),
    ),
    **dict.fromkeys(("ex", "exs"), regex(r"~[a-zA-Z]+\S")),
    **dict.fromkeys(("hs", "elm"), regex(r"\{-|\[\w*\|")),
    **dict.fromkeys(_LISP, regex(r"#\||#_|#;")),
    "lua": regex(r"\[=*\["),
    "cmake": regex(r"\[=*\["),
    "sql": regex(r"\$\w*\$|\b[qQ]'|\\'"),
    "nix": regex(r"''"),
    "ps1": regex(r"@[\"']|<#|`[\"']"),
    "jl": regex(r"#="),
    "nim": regex(r"#\[|\br\""),
    "rs": regex(r"\br#*\""),
    "swift": regex(r"#\""),
    "dart": regex(r"\br[\"']"),
    "coffee": regex(r"///|###"),
    "fs": regex(r"\(\*|@\""),
    "r": regex(r"\b[rR][\"']"),
    **dict.fromkeys(("makefile", "mk"), regex(r"^[ \t]*define\b", MULTILINE)),
    **dict.fromkeys(("css", "less", "scss"), regex(r"\burl\(\s*(?![\"'\s])[^)]*\Z")),
    "zig": regex(r"\\\\[^\r\n]*\s*\Z"),
    "cs": regex(r"@\"|\"\"\""),
    **dict.fromkeys(("cc", "cpp", "cxx", "h", "hpp"), regex(r"R\"")),
    "groovy": regex(r"\$/"),
    "gradle": regex(r"\$/"),
}
_PHP: Final = regex(r"<\?(?:php\b|=)|\?>")
_HERE_DOCUMENT: Final = regex(
    r"""<<(?:<[^\S\r\n]*)?[-~]?(?P<mark>'[^'\r\n]+'|"[^"\r\n]+"|`[^`\r\n]+`|[A-Za-z_]\w*)"""
)
_SHELLS_TEXT: Final = regex(
    r"""(?<!<)<<-?[^\S\r\n]*(?P<mark>(?:'[^'\r\n]*'|"[^"\r\n]*"|\\.|[^\s'"\\;&|<>()`])+)"""
)
_QUOTES: Final = "\\'\"`"
_WITH_TEXTS: Final = frozenset({
    "caddyfile", "containerfile", "cr", "dockerfile", "gemfile", "hcl", "php", "pl", "pm",
    "rakefile", "rb", "tf", "tfvars",
})  # fmt: skip
"""Beside the shells: where `<<` may begin a text."""


def may_hold_comment(name: str, text: str, at: int) -> bool:
    """Whether a comment may stand on a line of its own before another, and be one.

    Args:
        name: the file's, without a folder; one that `comment_sign` knows.
        text: its text.
        at: where the line begins.
    """
    before = text[:at].removesuffix("\n").removesuffix("\r")
    if at > _FAR or before.endswith("\\") or text.startswith("#!", at):
        return False
    kind = kind_of(name)
    if kind in _INDENTED_GO_ON and text[at : at + 1] in (" ", "\t"):
        return False
    amid = _AMID.get(kind)
    if amid is not None:
        return not amid(text, at)
    return not _is_amid_strings(kind, name, text[:at])


def _is_amid_strings(kind: str, name: str, before: str) -> bool:
    """Whether a text may end in a string, as far as its quotes tell."""
    opens = _OPENS_MORE.get(kind)
    if opens is not None and opens.search(before):
        return True
    if kind == "php" and not _is_in_php(before):
        return True
    if kind in _NO_STRINGS:
        return False
    sign = comment_sign(name)
    left = _quotes_left(kind, sign[0].strip() if sign else "#", before)
    return left is None or _is_in_here_document(kind, left)


def _quotes_left(kind: str, sign: str, before: str) -> str | None:
    """Return a text without its comments; None where a quote is open, or may be."""
    strings = [_DOUBLE]
    if kind in _MARKS_OR_NAMES:
        strings.append(r"'(?:\\[^\r\n]|[^'\\\r\n])'|'")
    else:
        has_escapes = kind not in _SHELLS and kind not in ("sql", "toml")
        strings += [_SINGLE if has_escapes else _WITHOUT_ESCAPES]
        strings += [r"`[^`]*`" if kind == "go" else _BACK]
    if kind not in _SHELLS and kind != "sql":
        strings.insert(0, _TRIPLE)
    token = regex(
        rf"(?s)(?P<comment>{_LINE_COMMENTS[sign]})|(?P<string>{'|'.join(strings)})|\\.|(?P<lone>[\"'`])"
    )
    parts, at = [], 0
    for found in token.finditer(before):
        # What reaches over the last line's end is open there.
        if found["lone"] or found.end() == len(before):
            return None
        if found["comment"]:
            parts.append(before[at : found.start()])
            at = found.end()
    return "".join([*parts, before[at:]])


def _is_in_here_document(kind: str, before: str) -> bool:
    """Whether a text that a mark ends (`<<END`) is open at the end of another."""
    if kind not in _SHELLS and kind not in _WITH_TEXTS:
        return False
    marks = _SHELLS_TEXT if kind in _SHELLS else _HERE_DOCUMENT
    last = {opened["mark"]: opened.end() for opened in marks.finditer(before)}
    return any(
        regex(rf"(?m)^[ \t]*{escape(mark.strip(_QUOTES))}(?!\w)").search(before, end) is None
        for mark, end in last.items()
    )


def _is_in_php(before: str) -> bool:
    tags = _PHP.findall(before)
    return bool(tags) and tags[-1] != "?>"


def _is_amid_python(text: str, at: int) -> bool:
    """Whether a line of a program begins in a string, or the text is no program."""
    line = len(regex(r"\r\n|\n|\r").findall(text, 0, at)) + 1
    with warnings.catch_warnings():
        # Of a program's doubtful escapes its own author is told elsewhere.
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text.removeprefix("\ufeff"))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return True
    return any(
        isinstance(node, ast.JoinedStr | ast.Constant)
        and node.lineno < line <= (node.end_lineno or node.lineno)
        for node in ast.walk(tree)
    )


def _is_amid_javascript(text: str, at: int, *, has_markup: bool) -> bool:
    """Whether a line begins in a string or a comment, or behind markup (JSX)."""
    tokens = tokens_of(text)
    before = [token for token in tokens if token.start < at]
    if any(token.kind is TokenKind.LONE or token.end > at for token in before):
        return True
    return has_markup and (text[at:].lstrip().startswith("<") or renders(text, before))


_AMID: Final[Mapping[str, _Amid]] = {
    **dict.fromkeys(("py", "pyi"), _is_amid_python),
    **dict.fromkeys(("yaml", "yml"), is_amid_yaml),
    **dict.fromkeys(("htm", "html", "svg", "xml"), is_amid_tags),
    "md": is_amid_markdown,
    **dict.fromkeys(_TYPESCRIPT, partial(_is_amid_javascript, has_markup=False)),
    **dict.fromkeys(_JAVASCRIPT, partial(_is_amid_javascript, has_markup=True)),
}
