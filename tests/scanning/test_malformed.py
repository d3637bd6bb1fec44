"""What tries to be a key and is none."""

import pytest

from openrouter_lsp.scanning import scan_dotenv, scan_text
from tests.scanning.marking import KEY, OTHER_KEY, check, some_digits

BODY = KEY.removeprefix("sk-or-v1-")

VALUES: dict[str, tuple[str, str]] = {
    "62 digits": (f"«{KEY[:-2]}»", "too_short:62"),
    "63 digits": (f"«{KEY[:-1]}»", "too_short:63"),
    "65 digits": (f"«{KEY}0»", "too_long:65"),
    "few digits": ("«sk-or-v1-3f8a»", "too_short:4"),
    "letter behind": (f"«{KEY}x»", "too_long:65"),
    "accented letter behind": (f"«{KEY}é»", "too_long:65"),
    "63 digits in quotes": (f'"«{KEY[:-1]}»"', "too_short:63"),
    "63 digits in blanks": (f'" «{KEY[:-1]}»"', "too_short:63"),
    "63 digits and a comment": (f"«{KEY[:-1]}» # x", "too_short:63"),
    "63 digits and a capital": (f"«S{KEY[1:-1]}»", "too_short:63"),
    "one letter": (f"«{KEY[:-1]}g»", "not_hex:64"),
    "O for 0": (f"«sk-or-v1-OO{BODY[2:]}»", "not_hex:64"),
    "any letters": (f"«sk-or-v1-{'q1wertzuiop7' * 5}1234»", "not_hex:64"),
    "UUID": ("«sk-or-v1-0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f»", "too_short:36"),
    "capital S": (f"«S{KEY[1:]}»", "capitals:64"),
    "capital prefix": (f"«SK-OR-V1-{BODY}»", "capitals:64"),
    "capital digits": (f"«sk-or-v1-{BODY.upper()}»", "capitals:64"),
    "all capitals": (f"«{KEY.upper()}»", "capitals:64"),
    "0 for o": (f"«sk-0r-v1-{BODY}»", "prefix:64"),
    "l for 1": (f"«sk-or-vl-{BODY}»", "prefix:64"),
    "underscores": (f"«sk_or_v1_{BODY}»", "prefix:64"),
    "long dashes": (f"«sk\u2013or\u2013v1\u2013{BODY}»", "prefix:64"),
    "no version": (f"«sk-or-{BODY}»", "prefix:64"),
    "no last dash": (f"«sk-or-v1{BODY}»", "prefix:64"),
    "no dash": (f"«skorv1{BODY}»", "prefix:64"),
    "first letter lost": (f"«{KEY[1:]}»", "prefix:64"),
    "prefix twice": (f"«sk-or-v1-{KEY}»", "prefix:64"),
    "two keys": (f"«{KEY}{OTHER_KEY}»", "run_together"),
    "three keys": (f"«{KEY}{OTHER_KEY}{KEY}»", "run_together"),
    "a key and a part": (f"«{KEY}{OTHER_KEY[:30]}»", "run_together"),
}
VALUES_OF_DOTENV: dict[str, tuple[str, str]] = {
    "blank before": (f'"« {KEY}»"', "blank_inside:64"),
    "blank behind": (f"'«{KEY} »'", "blank_inside:64"),
    "blank within": (f"«{KEY[:20]} {KEY[20:]}»", "blank_inside:64"),
    "tab escaped": (f'"«{KEY}\\t»"', "blank_inside:64"),
    "blank in backticks": (f"`«{KEY} »`", "blank_inside:64"),
    "zero-width space": (f"«\u200b{KEY}»", "blank_inside:64"),
    "quotes in quotes": (f"\"«'{KEY}'»\"", "quote_inside:64"),
    "double in single": (f"'«\"{KEY}\"»'", "quote_inside:64"),
    "escaped quotes": (f'"«\\"{KEY}\\"»"', "quote_inside:64"),
    "quote behind": (f'«{KEY}"»', "quote_inside:64"),
    "apostrophe behind": (f"«{KEY}'» # x", "quote_inside:64"),
    "quote and blank": (f"\"«' {KEY}'»\"", "quote_inside:64"),
    "backtick before": (f"«`{KEY}»", "quote_inside:64"),
    "typographic quotes": (f"«\u201c{KEY}\u201d»", "quote_inside:64"),
    "newline behind": (f'"«{KEY}\n»"', "line_break_inside:64"),
    "CRLF behind": (f"'«{KEY}\r\n»'", "line_break_inside:64"),
    "newline escaped": (f'"«{KEY}\\n»"', "line_break_inside:64"),
    "newline before": (f'"«\n{KEY}»"', "line_break_inside:64"),
    "newline and quote": (f"\"«'{KEY}'\n»\"", "line_break_inside:64"),
    "wrapped in quotes": (f'"«{KEY[:50]}\n{KEY[50:]}»"', "line_break_inside:64"),
    "wrapped, indented": (f'"«{KEY[:30]}\n    {KEY[30:]}»"', "line_break_inside:64"),
    "wrapped without quotes": (f"«{KEY[:60]}\n{KEY[60:]}»\nB=1", "line_break_inside:64"),
    "wrapped, CRLF": (f"«{KEY[:12]} \r\n  {KEY[12:]}»  \r\nB=1", "line_break_inside:64"),
    "too little in the next line": (f"«{KEY[:60]}»\n{KEY[60:-1]}\n", "too_short:51"),
    "another statement in the next line": (f"«{KEY[:60]}»\n{KEY[60:]}=1\n", "too_short:51"),
}


@pytest.mark.parametrize("row", [*VALUES.values(), *VALUES_OF_DOTENV.values()])
@pytest.mark.parametrize("start", ["A=", "export A = ", "X=1\nA="])
def test_value(row: tuple[str, str], start: str) -> None:
    marked, flaw = row
    check(scan_dotenv, start + marked, f"{flaw} A assignment")


@pytest.mark.parametrize("row", VALUES.values(), ids=VALUES)
def test_commented_out(row: tuple[str, str]) -> None:
    marked, flaw = row
    check(scan_dotenv, f"# A={marked}", f"{flaw} A commented_assignment")


CERTAIN = [row for name, row in VALUES.items() if name not in ("few digits", "any letters", "UUID")]


@pytest.mark.parametrize("row", CERTAIN)
def test_in_any_text(row: tuple[str, str]) -> None:
    marked, flaw = row
    check(scan_text, f"it is {marked}, see", f"{flaw} - text")
    check(scan_dotenv, f"# it is {marked}, see", f"{flaw} - comment")


def test_each_item_of_a_list() -> None:
    short = f"sk-or-v1-{some_digits(20)}"
    check(
        scan_dotenv,
        f"KS=«{KEY}»,«{KEY[:-1]}»;«{short}» «sk-or-v1-your-key»",
        "key KS assignment",
        "too_short:63 KS assignment",
        "too_short:20 KS assignment",
        "words KS assignment",
    )


def test_most_of_the_digits_make_it_certain() -> None:
    check(scan_text, f"x = '«sk-or-v1-{some_digits(40)}»'", "too_short:40 x assignment")
    check(scan_text, f"x = 'sk-or-v1-{some_digits(39)}'")


def test_dots_behind_a_whole_key_do_not_shorten_it() -> None:
    check(scan_text, f"mine is «sk-or-v1-{KEY}»...", "prefix:64 - text")
    check(scan_text, f"mine is «{KEY}0»...", "too_long:65 - text")


def test_behind_another_word() -> None:
    check(scan_dotenv, f"A=Bearer «{KEY[:-1]}»", "too_short:63 A assignment")
    check(scan_dotenv, "A=Bearer sk-or-v1-abc")


NAMED: dict[str, tuple[str, str]] = {
    "prefix lost": (f"«{BODY}»", "prefix:64"),
    "Anthropic": (f"«sk-ant-api03-{some_digits(80)}»", "other_service"),
    "OpenAI": (f"'«sk-proj-{some_digits(80)}»'", "other_service"),
    "Groq": (f"«gsk_{some_digits(48)}»", "other_service"),
}


@pytest.mark.parametrize("row", NAMED.values(), ids=NAMED)
def test_only_where_the_name_is_openrouters(row: tuple[str, str]) -> None:
    marked, flaw = row
    check(scan_dotenv, f"OPENROUTER_API_KEY={marked}", f"{flaw} OPENROUTER_API_KEY assignment")
    unmarked = marked.replace("«", "").replace("»", "")
    for name in ("ANTHROPIC_API_KEY", "OPENROUTER_KEY_HASH", "OPENROUTER_MODEL"):
        check(scan_dotenv, f"{name}={unmarked}")


MARKS_AROUND: dict[str, tuple[str, str]] = {
    "semicolon": (f"«{KEY};»", "text_around:64"),
    "comma": (f"'«{KEY},»'", "text_around:64"),
    "escaped quotes": (f'«\\"{KEY}\\"»', "quote_inside:64"),
    "never closed": (f'«"{KEY}» # x', "unclosed_quote:64"),
    "never closed, single": (f"«'{KEY}»", "unclosed_quote:64"),
    "other quote behind": (f"«\"{KEY}'»", "unclosed_quote:64"),
    "semicolon behind quotes": (f"«'{KEY}';»", "behind_quotes:64"),
    "three quotes": (f'«"""{KEY}"""»', "behind_quotes:64"),
}
WORDS_AROUND: dict[str, tuple[str, str]] = {
    "Bearer": (f"«Bearer {KEY}»", "bearer:64"),
    "Bearer in quotes": (f"'«bearer  {KEY}»'", "bearer:64"),
    "a whole header": (f'"«Authorization: Bearer {KEY}»"', "bearer:64"),
    "full stop": (f"«{KEY}.»", "text_around:64"),
    "name": (f"«key: {KEY}»", "text_around:64"),
    "variable twice": (f"«OPENROUTER_API_KEY={KEY}»", "text_around:64"),
    "equals sign": (f"«= {KEY}»", "text_around:64"),
    "letter before": (f"«x{KEY}»", "text_around:64"),
    "words behind": (f"«{KEY} (the new one)» # x", "text_around:64"),
    "brackets": (f"«<{KEY}>»", "text_around:64"),
    "square brackets": (f"'«[{KEY}]»'", "text_around:64"),
    "number sign before": (f"«#{KEY}»", "text_around:64"),
    "backslash": (f"«{KEY}\\»", "text_around:64"),
    "never closed, Bearer": (f'«"Bearer {KEY}»', "unclosed_quote:64"),
    "letter behind quotes": (f'«"{KEY}"x»', "behind_quotes:64"),
    "words behind quotes": (f"«'{KEY}' (new)» # x", "behind_quotes:64"),
    "another line in the quotes": (f'"«{KEY}»\nB=x"', "line_break_inside:64"),
}


@pytest.mark.parametrize("row", [*MARKS_AROUND.values(), *WORDS_AROUND.values()])
@pytest.mark.parametrize("name", ["OPENROUTER_API_KEY", "OpenRouter_Token", "OPENAI_API_KEY"])
def test_more_than_a_key_where_the_name_wants_one(row: tuple[str, str], name: str) -> None:
    marked, flaw = row
    check(scan_dotenv, f"X=1\n{name}={marked}\nC=1", f"{flaw} {name} assignment")


@pytest.mark.parametrize("row", MARKS_AROUND.values(), ids=MARKS_AROUND)
def test_marks_around_a_key_in_any_variable(row: tuple[str, str]) -> None:
    marked, flaw = row
    check(scan_dotenv, f"A={marked}", f"{flaw} A assignment")


@pytest.mark.parametrize("row", [*MARKS_AROUND.values(), *WORDS_AROUND.values()])
def test_a_key_in_place_of_all_of_it_is_one(row: tuple[str, str]) -> None:
    marked, flaw = row
    before, _, rest = marked.partition("«")
    behind = rest.partition("»")[2]
    if not flaw.startswith("line_break"):  # where another line stands within, that is left alone
        name = "OPENROUTER_API_KEY"
        text = f"{name}={before}«{OTHER_KEY}»{behind}\nC=1"
        check(scan_dotenv, text, f"key {name} assignment")


LONGER = {
    "address": f"https://localhost/?key=«{KEY}»&x=1",
    "JSON": f"""'{{"key": "«{KEY}»"}}'""",
    "JSON, not quoted": f'{{"key":"«{KEY}»"}}',
    "list": f"""'["«{KEY}»"]'""",
    "default": f"${{B:-«{KEY}»}}",
    "comment for dotenv": f"«{KEY}»#prod",
    "backticks": f"`«{KEY}»`",
}


@pytest.mark.parametrize("marked", LONGER.values(), ids=LONGER)
def test_a_key_in_a_longer_text(marked: str) -> None:
    for name in ("OPENROUTER_API_KEY", "A"):
        check(scan_dotenv, f"{name}={marked}", f"key {name} assignment")


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("HTTP_HEADERS", f"Authorization: Bearer «{KEY}»"),
        ("OTEL_EXPORTER_OTLP_HEADERS", f"Authorization=Bearer «{KEY}»,x=1"),
        ("AUTHORIZATION", f"'Bearer «{KEY}»'"),
        ("OPENROUTER_HEADER", f"Bearer «{KEY}»"),
        ("AUTH_TOKEN", f"Bearer «{KEY}»"),
        ("OPENROUTER_API_KEYS", f"«{KEY}»,"),
        ("KEYS", f"«{KEY}»;"),
        ("A", f'"«{KEY}» x'),
    ],
)
def test_names_that_want_more_than_a_key(name: str, marked: str) -> None:
    check(scan_dotenv, f"{name}={marked}", f"key {name} assignment")


def test_what_is_switched_off_is_read_by_shape_alone() -> None:
    name = "OPENROUTER_API_KEY"
    check(scan_dotenv, f"# {name}=«{KEY}» (old)", f"key {name} commented_assignment")
    check(scan_dotenv, f"#{name}='«{KEY}»", f"key {name} commented_assignment")


NOTHING = {
    "VseGPT": f"sk-or-vv-{BODY}",
    "VseGPT, capitals": f"SK-OR-VV-{BODY}",
    "a later version": f"sk-or-v2-{BODY}",
    "within a word": f"x{KEY}",
    "a task": f"task-or-v1-{BODY}",
    "a disk": f"disk_or_{BODY}",
    "OpenAI": f"sk-{some_digits(48)}",
    "digits": BODY,
    "interpolation": "sk-or-v1-${DIGITS}",
    "interpolation and digits": f"{KEY[:-4]}${{REST}}",
    "command": f"{KEY[:-4]}$(rest)",
}


@pytest.mark.parametrize("value", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_no_business_of_ours(value: str, quote: str) -> None:
    check(scan_dotenv, f"A={quote}{value}{quote}")
    if "$" not in value:
        check(scan_text, f"a = {quote}{value}{quote}")
