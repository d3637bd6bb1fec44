"""Words of others, in one line."""


def in_one_line(text: str, longest: int) -> str:
    """Return a text in one line of at most so many characters, with nothing in it but these.

    What is not printable is a blank there, and of blanks only one is left. Keys and ids stay: they
    are to be taken out before.
    """
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
