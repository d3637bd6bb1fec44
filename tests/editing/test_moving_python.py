"""A key of a Python program moves to the environment, and nothing else changes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.editing.moving import NoMove
from tests.editing.moved import KEY, check, is_loaded, left, moved
from tests.environment import environment

READ = 'os.environ["OPENROUTER_API_KEY"]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('k = "<key>"\n', f"import os\n\nk = {READ}\n"),
        ("k = '<key>'", f"import os\n\nk = {READ}"),
        ('k = """<key>"""\r\n', f"import os\r\n\r\nk = {READ}\r\n"),
        ('\ufeffk = r"<key>"\n', f"\ufeffimport os\n\nk = {READ}\n"),
        ('k = b"<key>"\n', f"import os\n\nk = {READ}.encode()\n"),
        ('k = f"<key>"\n', f"import os\n\nk = {READ}\n"),
        ('é = "😀"; f(é, api_key="<key>")  # "\n', None),
        # Where the import goes.
        ('"""Doc."""\n\nk = "<key>"\n', f'"""Doc."""\n\nimport os\n\nk = {READ}\n'),
        ('"""Doc."""\nk = "<key>"\n', f'"""Doc."""\n\nimport os\n\nk = {READ}\n'),
        (
            'from __future__ import annotations\n\nimport re\nk = "<key>"\n',
            f"from __future__ import annotations\n\nimport os\nimport re\nk = {READ}\n",
        ),
        (
            '#!/usr/bin/python3\n# coding: utf-8\nk = "<key>"\n',
            f"#!/usr/bin/python3\n# coding: utf-8\nimport os\n\nk = {READ}\n",
        ),
        ('# Mine.\n\nk = "<key>"\n', f"# Mine.\n\nimport os\n\nk = {READ}\n"),
        ('# The key.\nk = "<key>"\n', f"import os\n\n# The key.\nk = {READ}\n"),
        ('"""Doc."""; k = "<key>"\n', f'"""Doc."""; import os; k = {READ}\n'),
        ('"""ü"""; k = "<key>"\n', f'"""ü"""; import os; k = {READ}\n'),
        (
            '@f("<key>")\ndef g(): ...\n',
            f"import os\n\n@f({READ})\ndef g(): ...\n",
        ),
        # What is imported already.
        ('import os\nk = "<key>"\n', f"import os\nk = {READ}\n"),
        ('import os.path\nk = "<key>"\n', f"import os.path\nk = {READ}\n"),
        ('import os; k = "<key>"\n', f"import os; k = {READ}\n"),
        ('import os as o\nk = "<key>"\n', 'import os as o\nk = o.environ["OPENROUTER_API_KEY"]\n'),
        (
            'from os import environ as e\nk = "<key>"\n',
            'from os import environ as e\nk = e["OPENROUTER_API_KEY"]\n',
        ),
        ('from os import path\nk = "<key>"\n', f"import os\nfrom os import path\nk = {READ}\n"),
        ('k = "<key>"\nimport os\n', f"import os\n\nk = {READ}\nimport os\n"),
        # A name that means something else.
        ("import a as os\nk = '<key>'\n", f"import os as _os\nimport a as os\nk = _{READ}\n"),
        ("os = 1\nk = '<key>'\n", f"import os as _os\n\nos = 1\nk = _{READ}\n"),
        (
            'import os\ndef f(os):\n    return g("<key>")\n',
            f"import os as _os\nimport os\ndef f(os):\n    return g(_{READ})\n",
        ),
        (
            'def f():\n    k = "<key>"\n    import os\n',
            f"import os as _os\n\ndef f():\n    k = _{READ}\n    import os\n",
        ),
        ("os = _os = '<key>'\n", NoMove.UNREADABLE),
        # What brings nobody knows which names.
        (
            "import os\nfrom a import *\nk = '<key>'\n",
            f"import os as _os\nimport os\nfrom a import *\nk = _{READ}\n",
        ),
        (
            "import os as _o\nfrom a import *\nk = '<key>'\n",
            'import os as _o\nfrom a import *\nk = _o.environ["OPENROUTER_API_KEY"]\n',
        ),
        ("from a import *\nos = _os = '<key>'\n", NoMove.UNREADABLE),
        # Apart from the words around it.
        ("def f():\n    return'<key>'\n", f"import os\n\ndef f():\n    return {READ}\n"),
        ("def f():\n    yield'a <key>'\n", f"import os\n\ndef f():\n    yield f'a {{{READ}}}'\n"),
        ("k = 1 if'<key>'else 2\n", f"import os\n\nk = 1 if {READ}else 2\n"),
        # The variable's name.
        ('MY_KEY = "<key>"\n', 'import os\n\nMY_KEY = os.environ["MY_KEY"]\n'),
        ('Z_OPENROUTER = "<key>"\n', 'import os\n\nZ_OPENROUTER = os.environ["Z_OPENROUTER"]\n'),
        ('TOKEN = "<key>"\n', f"import os\n\nTOKEN = {READ}\n"),
        ('VITE_KEY = "<key>"\n', f"import os\n\nVITE_KEY = {READ}\n"),
        ('d = {"x-key": "<key>"}\n', f'import os\n\nd = {{"x-key": {READ}}}\n'),
        # Within a string.
        (
            'h = {"Authorization": "Bearer <key>"}\n',
            'import os\n\nh = {"Authorization": f"Bearer {os.environ[\'OPENROUTER_API_KEY\']}"}\n',
        ),
        ("h = 'Bearer <key>;'\n", f"import os\n\nh = f'Bearer {{{READ}}};'\n"),
        ("h = 'Bearer <key> {}'\n", NoMove.PART_OF_A_STRING),
        ("h = 'a\\n<key>'\n", NoMove.PART_OF_A_STRING),
        ("h = f'{a} <key>'\n", NoMove.PART_OF_A_STRING),
        ("h = f'{g(\"<key>\")}'\n", NoMove.PART_OF_A_STRING),
        ("h = b'Bearer <key>'\n", NoMove.PART_OF_A_STRING),
        ("h = 'a' '<key>'\n", NoMove.PART_OF_A_STRING),
        # All places go at once, those that can.
        (
            'a = "<key>"\nb = "<key>"  # <key>\nc = "{<key>"\n',
            f'import os\n\na = {READ}\nb = {READ}  # <key>\nc = "{{<key>"\n',
        ),
        ("k = '<key>,<key>'\n", f"import os\n\nk = f'{{{READ}}},{{{READ}}}'\n"),
        # What is no value, or no program.
        ('"""<key>"""\n', NoMove.NOT_A_VALUE),
        ("match k:\n    case '<key>': pass\n", NoMove.NOT_A_VALUE),
        ("match k:\n    case {'<key>': 1}: pass\n", NoMove.NOT_A_VALUE),
        ("k = 1  # <key>\n", NoMove.NOT_A_STRING),
        ("k = = '<key>'\n", NoMove.UNREADABLE),
        ("k = '<key>'\0\n", NoMove.UNREADABLE),
    ],
)
def test_a_python_program(text: str, expected: str | NoMove | None) -> None:
    if expected is None:
        expected = "import os\n\n" + text.replace('"<key>"', READ)
    check("a.py", text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from dotenv import load_dotenv\nload_dotenv()\nk = '<key>'\n", True),
        ("import dotenv\nif a:\n    dotenv.load_dotenv()\ndef f(k='<key>'): ...\n", True),
        ("try:\n    load_dotenv('a/.env')\nexcept E:\n    pass\nclass A:\n    k = '<key>'\n", True),
        ("def main():\n    load_dotenv()\n    if a:\n        return '<key>'\n", True),
        ("env.read_env()\nk = '<key>'\n", True),
        ("k = '<key>'\nload_dotenv()\n", False),
        ("def main():\n    load_dotenv()\nk = '<key>'\n", False),
        ("def main(k='<key>'):\n    load_dotenv()\n", False),
        ("class A:\n    k = '<key>'\n    load_dotenv()\n", False),
        ("f = lambda: load_dotenv()\nk = '<key>'\n", False),
        ("from dotenv import load_dotenv  # load_dotenv()\nk = '<key>'\n", False),
        ("load_dotenv('other.conf')\nk = '<key>'\n", False),
        ("j = '<key>'\nload_dotenv()\nk = '<key>'\n", False),
        ("load_dotenv()\nj = '<key>'\nk = b'a <key>'\n", True),
        ("def f():\n    load_dotenv()\n    return '<key>'\nk = '<key>'\n", False),
        ("def f():\n    load_dotenv()\n    return '<key>'\nk = b'a <key>'\n", True),
    ],
)
def test_what_loads_the_env_file(text: str, expected: bool) -> None:
    assert is_loaded("a.py", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k = '<key>'\n", ()),
        ("k = '<key> <key>'\nj = b'Bearer <key>'\n# <key>\n", (4, 5)),
        ("import os\r\nk = '<key>'  # <key> <key>\r\n\r\n# <key>\r\n", (2, 4)),
    ],
)
def test_the_places_that_stay_are_told(text: str, expected: tuple[int, ...]) -> None:
    assert left("a.py", text) == expected


_PREAMBLES = st.lists(
    st.sampled_from(
        ["#!/bin/x\n", "# c\n", "\n", "'''D'''\n", "from __future__ import annotations\n"]
    ),
    max_size=4,
    unique=True,
)
_STATEMENTS = st.lists(
    st.sampled_from(
        [
            "import os\n", "import os as o\n", "from os import environ\n", "import re, os.path\n",
            "é = '😀'; x = 1\n", "def f(a, *, os=None):\n    import os\n    return os\n",
            "class A:\n    '''d'''\n    b = 1\n",
            "try:\n    import os\nexcept E as os:\n    pass\n",
            "with a as b:\n    pass\n", "\n", "# c\n", "x = [\n  1,\n]\n",
        ]
    ),
    max_size=5,
)  # fmt: skip
_LITERALS = st.sampled_from(
    ['k = "<key>"\n', "f(1, k='<key>')\n", "def g():\n    return ['é', '''<key>''', 2]\n"]
)


@given(_PREAMBLES, _STATEMENTS, _LITERALS, _STATEMENTS, st.booleans())
def test_the_program_is_the_same_but_for_the_literal(
    preamble: list[str], before: list[str], literal: str, behind: list[str], windows: bool
) -> None:
    text = "".join([*preamble, *before, literal, *behind])
    text = text.replace("\n", "\r\n") if windows else text
    try:
        tree = ast.parse(text)
    except SyntaxError:
        assert moved("a.py", text) is NoMove.UNREADABLE
        return

    after = moved("a.py", text)

    assert isinstance(after, str)
    assert ("\n" in after.replace("\r\n", "")) == (not windows)
    again = ast.parse(after)
    if len(again.body) > len(tree.body):
        imports = ("import os", "import os as _os")
        again.body.remove(next(one for one in again.body if ast.unparse(one) in imports))
    assert ast.get_docstring(again) == ast.get_docstring(tree)
    put_back = _Back().visit(again)
    assert ast.dump(put_back).replace(KEY.reveal(), "<key>") == ast.dump(tree)


class _Back(ast.NodeTransformer):
    """Puts the literal where the read is."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if ast.unparse(node).endswith("environ['OPENROUTER_API_KEY']"):
            return ast.Constant(KEY.reveal())
        return node


PROGRAMS = [
    'print("<key>")\n',
    '"""D."""\nfrom __future__ import annotations\nclass A:\n    k = "<key>"\nprint(A.k)\n',
    "from os import environ\ndef f(os='<key>'):\n    return os\nprint(f())\n",
    "def f():\n    k = '<key>'\n    import os\n    return k\nprint(f())\n",
    'print("Bearer <key>".removeprefix("Bearer "))\n',
    'print(b"<key>".decode())\n',
]


@pytest.mark.slow
@pytest.mark.parametrize("text", PROGRAMS)
def test_the_program_prints_the_key_of_its_env_file(tmp_path: Path, text: str) -> None:
    after = moved("a.py", text)
    assert isinstance(after, str)
    (tmp_path / "a.py").write_text(after)
    (tmp_path / ".env").write_text(f"OPENROUTER_API_KEY={KEY.reveal()}\n")
    start = "import dotenv, runpy; dotenv.load_dotenv('.env'); runpy.run_path('a.py')"
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=tmp_path, env=environment(), check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == f"{KEY.reveal()}\n"
