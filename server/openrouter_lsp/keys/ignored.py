"""What is left alone because its user said so."""

from enum import StrEnum


class Ignored(StrEnum):
    """By what a finding is ignored: nothing is told of it, and nobody is asked about it."""

    COMMENT = "comment"
    """A comment beside it: it is ignored in that place only."""
    LIST = "list"
    """Its fingerprint in the workspace's list: it is ignored wherever it stands."""
    FILE = "file"
    """A glob in the workspace's list: everything in its file is ignored."""


class BadEntry(StrEnum):
    """What is wrong with a line of the workspace's list. `reporting` has the sentence for each."""

    KEY = "key"
    """A key stands there, in the place of its fingerprint."""
    FINGERPRINT = "fingerprint"
    """Hex digits, but not 64."""
    GLOB = "glob"
    """git would not take it."""
    TOO_WILD = "too_wild"
    """More wildcards than are followed."""
    TOO_MANY = "too_many"
    """Behind so many others that it is not read."""
