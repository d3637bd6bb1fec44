"""Texts on which anything worse than linear would not come to an end."""

import pytest

from openrouter_lsp.scanning import scan_dotenv, scan_text
from tests.scanning.marking import KEY

MILLION = 1_000_000

TEXTS = {
    "NULs": "\0" * MILLION + KEY,
    "hashes": "#" * MILLION + KEY,
    "double quotes": "X=" + '"' * MILLION + KEY,
    "apostrophes": "'" * MILLION + KEY,
    "backslashes": 'X="' + "\\" * MILLION + KEY,
    "blanks": f"X={KEY}{' ' * MILLION}b",
    "blanks before a hash": f"X={' ' * MILLION}# {KEY}",
    "short runs of blanks": f"X={KEY}" + (" " * 31 + "b") * 4_000,
    "carriage returns": "\r" * MILLION + KEY,
    "one value": f"OPENROUTER_API_KEY={'a' * MILLION} {KEY}",
    "one key of digits": "X=sk-or-v1-" + "ab" * (MILLION // 2),
    "prefixes": "X=" + "sk-or-" * 100_000,
    "prefixes with blanks": "X=" + "sk-or-v1- " * 4_000,
    "keys run together": "X=" + KEY * 4_000,
    "keys of one line": "X=" + f"{KEY}," * 2_500,
    "keys after names": f"{'a: ' * 60}{KEY}" * 1_000,
    "keys after hyphens": f"{'a-' * 75}='{KEY}" * 1_000,
    "unterminated values": f"X=\"{KEY}\nY='{KEY}\n" * 1_000,
    "escaped quotes": f'X="abc {KEY}\\"\n' * 2_500,
    "errors": "=sk-or-v1-\n" * 4_000,
    "names": "OPENROUTER_API_KEY=\n" * 4_000,
    "stand-ins": "OPENROUTER_API_KEY=" + "your-" * 200_000,
    "harmless lines": "X='a' # b\nY\n#'\n" * 100_000 + KEY,
    "harmful lines": "X='a\\'b'\n" * 8_000 + KEY,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_large(text: str) -> None:
    for scan in (scan_text, scan_dotenv):
        findings = scan(text)
        if text.endswith(KEY) and text[-len(KEY) - 1] not in "\0\\":
            assert findings[-1].span.end == len(text)


def test_five_megabytes_without_a_key() -> None:
    text = "x = 1; the quick brown fork or not\n" * 145_000
    assert scan_dotenv(text) == scan_text(text) == ()
