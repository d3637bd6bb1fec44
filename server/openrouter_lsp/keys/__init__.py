"""The vocabulary: what the other rooms speak of.

Standard library only, frozen values, no I/O.
"""

from openrouter_lsp.keys.evidence import Evidence, EvidenceSource, Fact
from openrouter_lsp.keys.failure import Certainty, Failure, FailureKind
from openrouter_lsp.keys.ignored import BadEntry, Ignored
from openrouter_lsp.keys.key import Fingerprint, Key, mask
from openrouter_lsp.keys.one_line import in_one_line
from openrouter_lsp.keys.status import KeyStatus
from openrouter_lsp.keys.verdict import Fault, KeyDetails, Verdict

__all__ = [
    "BadEntry",
    "Certainty",
    "Evidence",
    "EvidenceSource",
    "Fact",
    "Failure",
    "FailureKind",
    "Fault",
    "Fingerprint",
    "Ignored",
    "Key",
    "KeyDetails",
    "KeyStatus",
    "Verdict",
    "in_one_line",
    "mask",
]
