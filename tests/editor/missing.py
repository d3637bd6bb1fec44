"""What is said where a machine cannot run these tests."""


class MissingError(Exception):
    """Something that the tests need is not there; the text is one line that says what."""
