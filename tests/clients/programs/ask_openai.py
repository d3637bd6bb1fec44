"""Asks a model through the openai package."""

import os

from in_every_manner import in_every_manner
from openai import OpenAI


def ask() -> str | None:
    client = OpenAI(
        base_url=os.environ["OPENROUTER_BASE_URL"],
        api_key=os.environ.get("OPENROUTER_API_KEY"),
        max_retries=0,
    )
    answer = client.chat.completions.create(
        model=os.environ["MODEL"], messages=[{"role": "user", "content": "Hi"}]
    )
    return answer.choices[0].message.content


in_every_manner(ask)
