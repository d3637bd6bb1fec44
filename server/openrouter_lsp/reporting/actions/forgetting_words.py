"""What is said once the keys that are remembered were to be forgotten."""


def forgotten_words(count: int) -> str:
    """Say how many keys were forgotten."""
    return f"{count} {'key' if count == 1 else 'keys'} forgotten."


def not_forgotten_words(complaint: str) -> str:
    """Say that it could not be done, or not whole, why, and what to do.

    Args:
        complaint: the sentence that names the file, and tells why it cannot be used.
    """
    return (
        f"Not all that is remembered of keys was forgotten. {complaint} Try again in a moment; if"
        " that does not help, close all editors and delete that file."
    )
