"""What output shows: escape sequences, controls, and text that is written over."""

import pytest

from openrouter_lsp.terminal.screen.plain_text import PlainText

ESC = "\x1b"


def check(raw: str, expected: str) -> None:
    """Compare the lines, and behind them the unfinished one, with what is expected."""
    whole = PlainText()
    assert whole.feed(raw) + whole.rest() == expected
    single = PlainText()
    assert "".join(map(single.feed, raw)) + single.rest() == expected


UNCHANGED = {
    "nothing": "",
    "lines": "one\ntwo\n\n\nthree",
    "tabs": "a\tb\n\tc\t\n",
    "blanks": "  a  \n   \n b ",
    "every script": "é ✓ 语 😀 한 עב e\u0301 👩\u200d👧\n",
    "separators that end no line": "a\u2028b\u2029c\xa0d\ufeffe\n",
    "what resembles a sequence": "[31m ]0;x ^[[0m \\x1b[0m\n",
}


@pytest.mark.parametrize("raw", UNCHANGED.values(), ids=UNCHANGED)
def test_plain_text_is_kept(raw: str) -> None:
    check(raw, raw)


LINE_ENDS = {
    "CR LF": ("a\r\nb\r\n", "a\nb\n"),
    "translated twice": ("a\r\r\nb\r\r\n\r\r\n", "a\nb\n\n"),
    "many returns": ("a\r\r\r\r\r\r\nb", "a\nb"),
    "VT and FF": ("a\vb\fc", "a\nb\nc"),
    "NEL in 7 and 8 bits": (f"a{ESC}Eb\x85c", "a\nb\nc"),
    "a colour between CR and LF": (f"a\r{ESC}[0m\nb", "a\nb"),
    "a return that waits": ("abc\r", "abc"),
}
STILL = {
    "colours": (f"{ESC}[1;38;5;208mError{ESC}[0m: {ESC}[38:2::1:2:3mno{ESC}[m", "Error: no"),
    "colour inside a word": (f"Us{ESC}[31mer not{ESC}[0m found", "User not found"),
    "modes": (f"{ESC}[?25l{ESC}[?2004ha{ESC}[?7;25h{ESC}[4h{ESC}[20lb", "ab"),
    "8-bit CSI": ("\x9b31mred\x9b0m", "red"),
    "intermediates": (f"{ESC}[2 qa{ESC}[!pb{ESC}[?1$pc", "abc"),
    "private, with a mover's final": (f"{ESC}[>1ua{ESC}[=0;1ub{ESC}[<uc{ESC}[?1sd", "abcd"),
    "a selective erase without text": (f"a{ESC}[?Kb", "ab"),
    "keypad, character sets, alignment": (f"{ESC}=a{ESC}>{ESC}(Bb{ESC}%Gc{ESC}#5d", "abcd"),
    "title, ended by BEL": (f"{ESC}]0;a title\x07text", "text"),
    "title, ended by ST": (f"{ESC}]0;a title{ESC}\\text", "text"),
    "title, in 8 bits": ("\x9d0;a title\x9ctext", "text"),
    "link": (f"{ESC}]8;id=1;https://x.example/y{ESC}\\link{ESC}]8;;{ESC}\\ text", "link text"),
    "marks of shells": (
        f"{ESC}]633;E;ls;x\x07a{ESC}]133;C{ESC}\\b{ESC}]1337;File=:QUJD\x07c",
        "abc",
    ),
    "a title with other letters": (f"{ESC}]0;é✓语😀\x07text", "text"),
    "DCS, SOS, PM, APC": (
        f"{ESC}Pq#0~\a-{ESC}\\a{ESC}Xx{ESC}\\b{ESC}^x{ESC}\\c{ESC}_Gx{ESC}\\d",
        "abcd",
    ),
    "DCS with lines": (f"{ESC}Pq#0~\r\n#1~\r\n{ESC}\\text", "text"),
    "controls that show nothing": ("\0a\x05\ab\x0e\x0fc\x11\x1f\x7fd", "abcd"),
    "8-bit controls that show nothing": ("a\x80b\x91c\x99d", "abcd"),
}
BROKEN = {
    "CAN in a CSI": (f"a{ESC}[31\x18b", "ab"),
    "SUB in an OSC": (f"a{ESC}]0;title\x1ab", "ab"),
    "CAN in a DCS": (f"a{ESC}Pxyz\x18b", "ab"),
    "an escape in a CSI": (f"a{ESC}[31{ESC}[0mb", "ab"),
    "an escape in an OSC": (f"a{ESC}]0;title{ESC}[0mb", "ab"),
    "escapes in a row": (f"a{ESC}{ESC}{ESC}[0mb", "ab"),
    "a line end in a CSI": (f"a{ESC}[31\nb", "a\nb"),
    "another character in a CSI": (f"a{ESC}[3✓b", "a✓b"),
    "another character behind an escape": (f"a{ESC}✓b", "a✓b"),
    "an escape alone before a line end": (f"a{ESC}\r\nb", "a\nb"),
    "unfinished": (f"a{ESC}[3", "a"),
    "a title left open": (f"a{ESC}]0;title\r\nnext\n", "a\nnext\n"),
    "a DCS in 8 bits left open": ("a\x90xyz\nnext\n", "a\nnext\n"),
    "too many parameters": (f"a{ESC}[{'1' * 256}2mb", "a2mb"),
    "as many as may be": (f"a{ESC}[{'1' * 256}mb", "ab"),
    "half a pair": ("a\ud83db\ude00c\udfff", "a\ufffdb\ufffdc\ufffd"),
    "a pair in halves": ("a\ud83d\ude00b", "a😀b"),
    "a half that waits": ("a\ud83d", "a"),
}
STRINGS_LEFT_OPEN = {
    "lines are allowed in the beginning": (f"{ESC}P{'x' * 4095}\ntext\nnext", "\nnext"),
    "and later no more": (f"{ESC}P{'x' * 4096}\ntext", "\ntext"),
    "without a line end": (f"{ESC}P{'x' * 200_000}{ESC}\\text", "text"),
    "a long title": (f"{ESC}]0;{'x' * 200_000}\atext", "text"),
}
# Numbers, as words that vanish are lines of their own: see test_plain_text_flashing.py.
OVERWRITTEN = {
    "from the start": ("123\rX", "X23"),
    "wholly": ("123\r45678", "45678"),
    "backspace": ("123\b\bX\b\b\b\b\b\bY", "YX3"),
    "bold and underlined by printing twice": ("N\bNA\bAM\bME\bE _\bx", "NAME x"),
    "erased behind": (f"123456\rX{ESC}[K", "X"),
    "erased before": (f"123456{ESC}[3D{ESC}[1Kx", "   x56"),
    "erased whole, the column stays": (f"123{ESC}[2Kx", "   x"),
    "erased to the end of the screen": (f"123\r{ESC}[Jx", "x"),
    "erased from the start of the screen": (f"123\b\b{ESC}[1Jx", " x3"),
    "the scrollback alone is erased": (f"123{ESC}[3J4", "1234"),
    "some columns erased": (f"123456\r{ESC}[2Xx", "x 3456"),
    "more columns erased than there are": (f"123456{ESC}[2D{ESC}[9Xx", "1234x"),
    "columns deleted": (f"123456\r{ESC}[2Px", "x456"),
    "columns inserted": (f"123\r{ESC}[2@x", "x 123"),
    "repeated": (f"a-{ESC}[3bb", "a----b"),
    "a blank repeated, and nothing": (f"{ESC}[3ba {ESC}[2bb", "a   b"),
    "columns": (f"123456{ESC}[3Gx{ESC}[Dy{ESC}[2Cz", "12y45z"),
    "columns, as others write them": (f"123456{ESC}[3`x{ESC}[az", "12x4z6"),
    "forward over nothing": (f"a{ESC}[3Cb{ESC}[10Gc", "a   b    c"),
    "forward, and nothing written": (f"a{ESC}[3C\nb", "a\nb"),
    "erased and forward, as Windows draws blanks": (f"a{ESC}[3X{ESC}[3Cb{ESC}[K\r\n", "a   b\n"),
    "erased behind every word, as grep does": (f"a{ESC}[K:{ESC}[m{ESC}[Kb{ESC}[K\r\nc", "a:b\nc"),
    "erased between CR and LF": (f"123\r{ESC}[K\n4", "\n4"),
    "a gap of any width": (f"a{ESC}[999Cb", f"a{' ' * 64}b"),
    "tab stops": (f"a\tb{ESC}[1Gx{ESC}[Iy{ESC}[9Gz", "x\tz"),
    "tab stops, back": (f"12345678901{ESC}[Zx{ESC}[2Zy", "y2345678x01"),
    "a tab over text moves alone": ("1234567890\r\tX", "12345678X0"),
    "a tab behind text": ("123\t4\r\t\tX", "123\t4       X"),
    "a tab that is written over": (f"a\tb{ESC}[3Gx", "a x     b"),
    "wide characters": ("日本語\b\bx", "日本x"),
    "the first half of a wide character": ("日本\rx", "x 本"),
    "the second half of a wide character": ("日本\b\b\bx", " x本"),
    "a cursor saved": (f"12{ESC}734{ESC}8X{ESC}[s56{ESC}[uY", "12XY6"),
    "margins, not a cursor saved": (f"12{ESC}[s34{ESC}[1;9s56{ESC}[uY", "12Y456"),
    "a key, not a cursor restored": (f"12{ESC}[s34{ESC}[9uY", "1234Y"),
    "a cursor that was never saved": (f"12{ESC}[u3", "12\n3"),
    "digits that change": ("10%\r20%\r30%\r\n", "30%\n"),
}
ROWS = {
    "another row": (f"foo{ESC}[5;1Hbar", "foo\nbar"),
    "the same row": (f"{ESC}[5;1Hfoo{ESC}[5;5Hbar", "foo bar"),
    "a row by line feeds": (f"{ESC}[5;1Hfoo\r\n\nx{ESC}[7;3Hbar", "foo\n\nx bar"),
    "rows as Windows draws them": (
        f"{ESC}[2J{ESC}[m{ESC}[H401 User{ESC}[1Cnot found.{ESC}[K{ESC}[2;3Hnext{ESC}[3;1H",
        "401 User not found.\n  next\n",
    ),
    "up and down": (f"foo{ESC}[Abar{ESC}[2Bbaz", "foo\n   bar\n      baz"),
    "up and down to the start": (f"foo{ESC}[Fbar{ESC}[Ebaz", "foo\nbar\nbaz"),
    "rows by number": (f"foo{ESC}[3dbar{ESC}[ebaz", "foo\n   bar\n      baz"),
    "up at the top": (f"{ESC}[Hfoo{ESC}[Abar", "foobar"),
    "index and back": (f"foo{ESC}Dbar{ESC}Mbaz\x84x", "foo\n   bar\n      baz\n         x"),
    "cleared": (f"foo{ESC}[H{ESC}[2J{ESC}[3Jbar", "foo\nbar"),
    "reset": (f"foo{ESC}cbar", "foo\nbar"),
    "another screen and back": (f"foo{ESC}[?1049hbar{ESC}[?1049lbaz", "foo\n   bar\n      baz"),
    "scrolled": (f"foo{ESC}[Sbar{ESC}[2Lbaz{ESC}[1;5rx", "foo\n   bar\nbaz\nx"),
    "saved in another line": (f"ab{ESC}7\ncd{ESC}8x", "ab\ncd\n  x"),
    "saved in another row": (f"ab{ESC}7{ESC}[9;1Hfoo{ESC}8c", "ab\nfoo\n  c"),
    "nothing but blanks was written": (f"{ESC}[5;5H{ESC}[6;6H  {ESC}[7;7H", ""),
    "erased in another row": (f"{ESC}[5;1H{ESC}[Kfoo{ESC}[6;1H{ESC}[2Kbar", "foo\nbar"),
}


@pytest.mark.parametrize(
    "row",
    (table := LINE_ENDS | STILL | BROKEN | STRINGS_LEFT_OPEN | OVERWRITTEN | ROWS).values(),
    ids=table,
)
def test_shown(row: tuple[str, str]) -> None:
    check(*row)
