"""Outputs for property tests: errors in every shape between ordinary lines, keys, and noise."""

from hypothesis import strategies as st

from openrouter_lsp.terminal.clues.wordings import WORDINGS
from tests.terminal.given import boxed, envelope, escaped, wrapped

_MESSAGES = st.sampled_from([w.words.replace("#", "7").replace("…", " x ") + "." for w in WORDINGS])
_CODES = st.sampled_from([400, 401, 402, 403, 404, 429, 500, 50, "401", "x"])
_BODIES = st.builds(envelope, _MESSAGES, _CODES)
_LINES = st.sampled_from(
    [
        "working",
        "",
        "2026-11-23 10:00:00,401 INFO served 402 in 429 ms",
        "asking OpenRouter for maker/some-model",
        'POST https://openrouter.ai/api/v1/chat/completions "HTTP/1.1 401 Unauthorized"',
        "GET https://api.openai.com/v1/models 401",
        "provider: openrouter",
        "$ cat notes.txt",
        "Traceback (most recent call last):",
        '  File "app.py", line 3, in ask',
        "diff --git a/x b/x",
        "KeyError: 'OPENROUTER_API_KEY'",
        "getaddrinfo ENOTFOUND openrouter.ai",
        "error, status code: 401, status: 401 Unauthorized, message: unauthorized",
        "openrouter.ai.evil.example",
        "{",
        '  "error": {',
        "// comment",
    ]
)
_FORMS = st.sampled_from(
    ["{}", "401 {}", "AI_APICallError: {}", "OpenRouter: {}", "# {}", "`{}`", "f({!r})"]
)
_ERRORS = st.builds(
    lambda form, body, level: form.format(escaped(body, level)),
    _FORMS,
    _BODIES | _MESSAGES,
    st.integers(0, 3),
)
_PLAIN = st.lists(_LINES | _ERRORS, max_size=8).map("\n".join)
_WRAPPED = st.builds(
    lambda text, width, form: form(wrapped(text, width), width),
    _PLAIN,
    st.integers(12, 120),
    st.sampled_from([boxed, lambda lines, _: "\n".join(lines)]),
)
_PADDING = st.integers(0, 40).map("working\n".__mul__)
_COLOURS = st.sampled_from(
    ["\x1b[31m", "\x1b[0m", "\x1b[1;38;5;9m", "\x1b]8;;x\x1b\\", "\r\n", "\t"]
)


@st.composite
def outputs(draw: st.DrawFn) -> str:
    """Raw output: errors, ordinary lines and noise, wrapped, boxed and coloured."""
    parts = draw(st.lists(_PLAIN | _WRAPPED | _PADDING | st.text(max_size=30), max_size=6))
    text = "\n".join(parts)
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_COLOURS) + text[at:]
    return text


@st.composite
def chunks(draw: st.DrawFn, text: str) -> list[str]:
    """A text cut into chunks anywhere."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
