"""Signs that another service answered."""

import re
from typing import Final

from openrouter_lsp.terminal.triggers import letters

# In lower case. Hosts end where a host's name ends; the rest are words of the services' own.
_HOSTS: Final = (
    "api.openai.com", "platform.openai.com", "chatgpt.com", "help.openai.com", "auth.openai.com",
    "api.anthropic.com", "console.anthropic.com", "docs.anthropic.com", "platform.claude.com",
    "googleapis.com", "ai.google.dev", "aistudio.google.com", "makersuite.google.com",
    "api.deepseek.com", "platform.deepseek.com", "api.groq.com", "console.groq.com",
    "api.mistral.ai", "console.mistral.ai", "api.together.xyz", "api.together.ai",
    "api.fireworks.ai", "fireworks.ai", "api.x.ai", "console.x.ai", "api.cohere.ai",
    "api.cohere.com", "api.perplexity.ai", "aliyuncs.com", "moonshot.cn", "moonshot.ai",
    "bigmodel.cn", "api.z.ai", "minimax.chat", "minimax.io", "siliconflow.cn", "volces.com",
    "bytedance.com", "huggingface.co", "openai.azure.com", "cognitiveservices.azure.com",
    "ai.azure.com", "models.github.ai", "models.inference.ai.azure.com", "api.github.com",
    "docs.github.com", "api.githubcopilot.com", "bedrock-runtime", "integrate.api.nvidia.com",
    "build.nvidia.com", "api.replicate.com", "api.deepinfra.com", "api.cerebras.ai",
    "api.sambanova.ai", "api.novita.ai", "api.venice.ai", "opencode.ai", "requesty.ai",
    "supabase.co", "firebaseio.com", "graph.facebook.com", "api.twitter.com", "api.x.com",
    "api.telegram.org", "discord.com", "gitlab.com", "api.stripe.com", "localhost:11434",
    "127.0.0.1:11434", "localhost:1234",
)  # fmt: skip
_WORDS: Final = (
    "authapierror", "supabase", "tweep", "twitter", "instagram", "grafana", "gitlab", "firebase",
    "auth/user-not-found", "discordapierror", "telegram", "mastodon", "keycloak", "ldap",
    "ollama", "lm studio", "lmstudio", "llama.cpp", "llama-server", "vllm",
)  # fmt: skip
_MESSAGES: Final = (
    "incorrect api key provided", "invalid x-api-key", "authentication fails",
    "invalid proxy server token", "litellm_verificationtokentable", "invalid subscription key",
    "you didn't provide an api key", "bad credentials", "invalid login credentials",
    "please renew the api key", "please pass a valid api key", "api_key_invalid",
    "x-api-key header is required", "credit balance is too low", "exceeded your current quota",
    "token_not_found_in_db", "creditserror", "invalid_argument", "rate limit reached for",
    "authentication_error: invalid", "invalid jwt", "missing credentials. please pass",
    "permission is required to access this endpoint",
)  # fmt: skip
_PROVIDER_CLASS = re.compile(
    r"\b(?!Openrouter|OpenRouter|OpenAI|APIConnection|litellm)([A-Z]\w{2,30})Exception - "
)
_FOR_URL = re.compile(
    r"(?:for url:?|url:|POST|GET|request to|(?:fetch|call)(?:ing)?|from) [(\"'`]{0,2}https?://"
    r"(?!\S{0,200}(?:docs|troubleshoot|/errors?/|mozilla|/wiki/))(?P<host>[\w.-]{1,120})",
    re.IGNORECASE,
)
# A line of the log of a server of one's own: it asks no host.
_SERVED = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE) /(?!api/v1/|v1/)\S{0,200} 40[123]\b")
_OWN_HOST = re.compile(r"(?:[\w-]{1,63}\.){0,4}openrouter\.ai\.?", re.IGNORECASE)


_LETTERS: Final = tuple({letters(word) for word in (*_HOSTS, *_WORDS, *_MESSAGES)})


def may_name_other_service(squashed: bytes, text: str) -> bool:
    """Tell whether a text may name another service on some line; fast.

    Args:
        squashed: its letters.
        text: the text.
    """
    return any(word in squashed for word in _LETTERS) or _asks_another(text)


def says_other_service(text: str) -> bool:
    """Tell whether a text holds another service's own words for a refusal."""
    lower = text.lower()
    return any(words in lower for words in _MESSAGES)


def names_other_service(text: str) -> bool:
    """Tell whether a text names another service: its host, its client's class, its words."""
    lower = text.lower()
    if any(word in lower for word in (*_WORDS, *_MESSAGES)):
        return True
    if "." in lower and any(host in lower for host in _HOSTS):
        return True
    return _asks_another(text)


def _asks_another(text: str) -> bool:
    if "Exception - " in text and _PROVIDER_CLASS.search(text):
        return True
    if " /" in text and _SERVED.search(text):
        return True
    if "://" not in text:
        return False
    return any(
        not _may_be_own(m["host"], not text[m.end() :].strip()) for m in _FOR_URL.finditer(text)
    )


def _may_be_own(host: str, at_end: bool) -> bool:  # noqa: FBT001
    if _OWN_HOST.fullmatch(host):
        return True
    return at_end and "openrouter.ai".startswith(host.lower())
