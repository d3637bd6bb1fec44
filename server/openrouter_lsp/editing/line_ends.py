"""How the lines of a text end."""


def line_end_of(text: str) -> str:
    r"""Return what ends the first line of a text; `\n` where nothing does."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"


def on_a_line_of_its_own(text: str, line: str) -> str:
    """Return what to put at the end of a text, so that a line stands there by itself."""
    end = line_end_of(text)
    is_open = bool(text) and not text.endswith(("\n", "\r"))
    return f"{end if is_open else ''}{line}{end}"
