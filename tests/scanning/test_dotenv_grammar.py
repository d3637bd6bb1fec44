"""Where a key stands in a dotenv file, and what it is assigned to."""

import pytest

from openrouter_lsp.scanning import scan_dotenv
from tests.scanning.marking import KEY, OTHER_KEY, check

ROWS: dict[str, tuple[str, ...]] = {
    "nothing": ("",),
    "no key": ("NAME=value\n# OPENROUTER_MODEL=x\nOPENROUTER_MODEL=openrouter/auto",),
    "plain": (f"A=«{KEY}»", "key A assignment"),
    "double quotes": (f'A="«{KEY}»"\n', "key A assignment"),
    "single quotes": (f"A='«{KEY}»'\n", "key A assignment"),
    "backticks": (f"A=`«{KEY}»`\n", "key A assignment"),
    "export": (f"export  A=«{KEY}»", "key A assignment"),
    "export, tab": (f"\texport\tA\t=\t'«{KEY}»'\t", "key A assignment"),
    "quoted name": (f"'A B'=«{KEY}»", "key A B assignment"),
    "blanks around =": (f'A = "«{KEY}»"  ', "key A assignment"),
    "no-break space behind =": (f"A=\u00a0«{KEY}»", "key A assignment"),
    "BOM": (f"\ufeffA=«{KEY}»", "key A assignment"),
    "BOM twice": (f"\ufeff\ufeffA=«{KEY}»\n", "key \ufeffA assignment"),
    "BOM twice, key alone": (f"\ufeff\ufeff\nX=1\n«{KEY}»", "key - text"),
    "BOM in a line that is no dotenv": (f"x y\n\ufeffA: «{KEY}»", "key A assignment"),
    "CRLF": (f'X=1\r\nA=«{KEY}»\r\nB="2"\r\n', "key A assignment"),
    "lone CR": (f'X="1\r2"\rA=«{KEY}»\rB=2', "key A assignment"),
    "CRLF in a value before": (f'X="1\r\n2"\r\nA="«{KEY}»"', "key A assignment"),
    "form feed is no line end": (f"X=1\fA=«{KEY}»", "key X assignment"),
    "emoji before": (f"X=😀\n😀A='«{KEY}»' # 😀", "key 😀A assignment"),
    "inline comment": (f"A=«{KEY}» # the new one", "key A assignment"),
    "inline comment behind quotes": (f"A='«{KEY}»'# the new one", "key A assignment"),
    "# without a blank": (f"A=«{KEY}»#prod", "key A assignment"),
    "many": (
        f"A=«{KEY}»\n\n  B='«{OTHER_KEY}»'\nC=3\n",
        "key A assignment",
        "key B assignment",
    ),
    "list": (f"KS=«{KEY}»,«{OTHER_KEY}»", "key KS assignment", "key KS assignment"),
    "list with blanks": (f"KS=«{KEY}» ; «{OTHER_KEY}»", "key KS assignment", "key KS assignment"),
    "list in JSON": (
        f"""KS='["«{KEY}»", "«{OTHER_KEY}»"]'""",
        "key KS assignment",
        "key KS assignment",
    ),
    "list over lines": (
        f'KS="\n«{KEY}»\n«{OTHER_KEY}»\n"',
        "key KS assignment",
        "key KS assignment",
    ),
    "among others in a value": (f"A=Bearer «{KEY}»", "key A assignment"),
    "in a URL": (f"A=https://localhost/?key=«{KEY}»&x=1", "key A assignment"),
    "default of an interpolation": (f"A=${{B:-«{KEY}»}}", "key A assignment"),
    "multi-line value": (f'A="one\ntwo «{KEY}»\nthree"\nB=1', "key A assignment"),
    "escaped quotes in a value": (f'A="say \\"«{KEY}»\\" twice"', "key A assignment"),
    "apostrophe before": (f"X=it's\nA='«{KEY}»'", "key A assignment"),
    "apostrophe in a comment before": (f"# don't\nX='1' # don't\nA=«{KEY}»", "key A assignment"),
    "no variable": (f"«{KEY}»\n", "key - text"),
    "as a name": (f"«{KEY}»=1\n", "key - text"),
    "not assigned": (f"A # «{KEY}»", "key - comment"),
    "no dotenv: colon": (f"A: «{KEY}»", "key A assignment"),
    "no dotenv: blank": (f"A «{KEY}»", "key - text"),
    "unterminated": (f'A=«"{KEY}»\nB=1', "unclosed_quote:64 A assignment"),
    "unterminated, single": (f"export A=«'{KEY}»", "unclosed_quote:64 A assignment"),
    "unterminated, later quotes": (
        f'A=«"{KEY}»\n# see «{KEY}»\nB="«{OTHER_KEY}»"\n',
        "unclosed_quote:64 A assignment",
        "key - comment",
        "key B assignment",
    ),
    "something behind the quotes": (f'A="«{KEY}»" x', "key A assignment"),
    "quote behind the quotes": (f'A=«"{KEY}""»', "behind_quotes:64 A assignment"),
    "shell": (f"export A='«{KEY}»'; export B=1", "key A assignment"),
    "shell, no quotes": (f"export KEY=«{KEY}»; export B=1", "key KEY assignment"),
    "shell, two variables": (f"export KEY=«{KEY}» B=1", "key KEY assignment"),
    "shell, two keys": (
        f"export KEY=«{KEY}»; export B=«{OTHER_KEY}»",
        "key KEY assignment",
        "key KEY assignment",
    ),
    "shell, exported later": (f'KEY="«{KEY}»"; export KEY', "key KEY assignment"),
    "shell, quoted variables": (f'export KEY="«{KEY}»" B="1"', "key KEY assignment"),
    "value of another line swallowed": (f'A="«{KEY}»\nB=x"\nC=1', "key A assignment"),
    "commented out": (f"#A=«{KEY}»", "key A commented_assignment"),
    "commented out, export": (f'# export A = "«{KEY}»"', "key A commented_assignment"),
    "commented out twice": (f"  ## # A='«{KEY}»'\r\n", "key A commented_assignment"),
    "commented out, unterminated": (f"# A='«{KEY}»", "key A commented_assignment"),
    "commented out, commented": (
        f"#A=«{KEY}» # not «{OTHER_KEY}»",
        "key A commented_assignment",
        "key - comment",
    ),
    "commented out, among other things": (f'# A="x" was «{KEY}»', "key - comment"),
    "in a comment": (f"# the old one: «{KEY}»", "key - comment"),
    "only a key in a comment": (f"#«{KEY}»", "key - comment"),
    "prose about an assignment": (f"# set A=«{KEY}» first", "key - comment"),
    "in an inline comment": (f"A=1 # was A=«{KEY}»", "key - comment"),
    "comment behind nothing": (f"A= # «{KEY}»", "key - comment"),
    "no comment behind nothing": (f"A=#«{KEY}»", "key A assignment"),
    "comments between": (f"\n\n# x\n#A=«{KEY}»\n#y\n", "key A commented_assignment"),
    "NUL": (f"\0\nA=«{KEY}»\n\0", "key A assignment"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_dotenv(row: tuple[str, ...]) -> None:
    marked, *expected = row
    check(scan_dotenv, marked, *expected)


@pytest.mark.parametrize("blanks", [2_000, 5_000], ids=["parsed", "line by line"])
def test_a_text_too_dear_for_the_parser_is_read_all_the_same(blanks: int) -> None:
    costly = f"X=1{' ' * blanks}1\n" * 2
    check(
        scan_dotenv,
        f"{costly}A='«{KEY}»'\n#A=«{KEY}»\n# «{KEY}»\n#{' ' * blanks}«{KEY}»\n",
        "key A assignment",
        "key A commented_assignment",
        "key - comment",
        "key - comment",
    )
