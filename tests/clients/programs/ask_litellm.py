"""Asks a model through the litellm package."""

import os

import litellm
from in_every_manner import in_every_manner


def ask() -> str | None:
    answer = litellm.completion(
        model="openrouter/" + os.environ["MODEL"],
        api_base=os.environ["OPENROUTER_BASE_URL"],
        messages=[{"role": "user", "content": "Hi"}],
        num_retries=0,
    )
    return answer.choices[0].message.content


in_every_manner(ask)
