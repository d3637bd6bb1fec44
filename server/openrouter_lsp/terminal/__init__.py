"""Terminal output to failures: escapes, chunks, signatures.

Pure, and knows `keys` only. `OutputReader` reads one terminal's output as it comes, in chunks cut
anywhere; `find_failures` reads a text that is whole.
"""

from openrouter_lsp.terminal.output_reader import OutputReader, find_failures

__all__ = ["OutputReader", "find_failures"]
