"""Who is named in an output: OpenRouter, in passing or not, or another service."""
