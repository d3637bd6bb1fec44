"""The pages of the sign-in, as HTML."""

import json
from collections.abc import Mapping
from html import escape
from string import Template
from urllib.parse import urlsplit

from openrouter_lsp.simulator.answers import Answer
from openrouter_lsp.simulator.authorization import AppRequest
from openrouter_lsp.simulator.timestamps import stamp

_FRAME = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
  :root { color-scheme: light dark; --line: #8885; --strong: #4f46e5; }
  body { font: 1rem/1.5 system-ui, sans-serif; display: grid; place-items: center;
         min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box; }
  main { max-width: 28rem; width: 100%; box-sizing: border-box; padding: 2rem;
         border: 1px solid var(--line); border-radius: .75rem; }
  h1 { font-size: 1.25rem; margin: 0 0 1rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem; }
  dt { opacity: .7; }
  dd { margin: 0; overflow-wrap: anywhere; }
  form { display: flex; gap: .75rem; }
  button { font: inherit; flex: 1; padding: .6rem; border: 1px solid var(--line);
           border-radius: .5rem; background: none; color: inherit; cursor: pointer; }
  button[value=allow] { background: var(--strong); border-color: var(--strong); color: #fff; }
  code { display: block; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem;
         font-size: .9rem; overflow-wrap: anywhere; user-select: all; }
  footer { margin-top: 1.5rem; font-size: .85rem; opacity: .7; }
</style>
</head>
<body>
<main>
<h1>$title</h1>
$content
<footer>A simulator on this machine. It is not OpenRouter, and its keys work nowhere else.</footer>
</main>
</body>
</html>
""")


def _framed(title: str, content: str) -> str:
    return _FRAME.substitute(title=escape(title), content=content)


def question(wanted: AppRequest, parameters: Mapping[str, str]) -> str:
    """Ask whether an app may have a key.

    Args:
        wanted: what the app asks for.
        parameters: as they came; the form sends them on.
    """
    app = urlsplit(wanted.callback_url or "").netloc or "An app that takes a pasted code"
    facts = {"App": app}
    if wanted.label is not None:
        facts["Key"] = wanted.label
    if wanted.limit is not None:
        facts["Limit"] = f"${wanted.limit:,.2f}"
        if wanted.limit_reset is not None:
            facts["Limit"] += f", {wanted.limit_reset}"
    if wanted.expires_at is not None:
        facts["Until"] = stamp(wanted.expires_at)
    rows = "\n".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items()
    )
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parameters.items()
        if name != "decision"
    )
    return _framed(
        "Allow a new API key?",
        f"""<dl>
{rows}
</dl>
<form method="post" action="auth">
{hidden}
<button name="decision" value="deny">Deny</button>
<button name="decision" value="allow">Allow</button>
</form>""",
    )


def code(text: str) -> str:
    """Show a code to paste."""
    return _framed(
        "Paste this code",
        f"<p>It works once, for ten minutes.</p>\n<code>{escape(text)}</code>",
    )


def denied() -> str:
    """Say that nothing was made."""
    return _framed("Denied", "<p>No key was made. You can close this page.</p>")


def mistake(answer: Answer) -> str:
    """Say what an app asked wrongly, in the words of the API's own refusal."""
    message = json.loads(answer.body)["error"]["message"]
    return _framed("This request cannot be used", f"<p>{escape(message)}</p>")
