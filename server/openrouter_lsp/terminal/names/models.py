"""Tells text that speaks of language models."""

import re

_MODELS = re.compile(
    r"\b(?:LLMs?|language models?|models? (?:request|call|error|api|provider)s?"
    r"|AI (?:provider|service|model|request|call|assistant|gateway)s?|chat completions?|completions?|inference|api keys?"
    r"|prompts?|tokens?|claude|gpt-\d|chatgpt|gemini|gemma|llama|qwen|deepseek|mistral|kimi|glm-\d|grok|anthropic"
    r"|openai|litellm|langchain|ai[ _-]sdk|aider|codex|goose|opencode|cline|copilot)\b",
    re.IGNORECASE,
)


def speaks_of_models(text: str) -> bool:
    """Tell whether a text speaks of language models, or of the programs that use them."""
    return _MODELS.search(text) is not None
