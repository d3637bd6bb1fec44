"""Asks a model through OpenRouter's own package."""

import os

from in_every_manner import in_every_manner
from openrouter import OpenRouter


def ask() -> str | None:
    with OpenRouter(
        api_key=os.environ.get("OPENROUTER_API_KEY"),
        server_url=os.environ["OPENROUTER_BASE_URL"],
        retry_config=None,
    ) as client:
        answer = client.chat.send(
            model=os.environ["MODEL"], messages=[{"role": "user", "content": "Hi"}]
        )
        return answer.choices[0].message.content


in_every_manner(ask)
