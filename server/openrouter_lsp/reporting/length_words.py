"""What is said of a document that is too long to be looked at."""

from openrouter_lsp.reporting.masking import masked_line


def too_long_words(name: str, longest: int) -> str:
    """Say that an open document has more than so many characters, and what follows from that."""
    much = f"{longest:,} characters"
    return f"{masked_line(name, 80)} has more than {much}, so no key in it is looked at."
