"""Whether a masked key that somebody printed may stand for a key that is known."""

from re import compile as regex

from openrouter_lsp.keys import Key

_GAP = regex(r"\.{2,}|…|\*{2,}|•{2,}|[xX]{4,}")


def may_be(key: Key, masked: str) -> bool:
    """Tell whether a masked form fits a key, as far as the key's own masked form tells.

    True as well for a form that shows nothing of any key: `sk-or-v1-***`.

    Args:
        key: the key.
        masked: its beginning, its end or both around a gap: `sk-or-v1-abc...789`,
            `sk-or-...0000`, `sk-or-v1-****0000`.
    """
    gap = _GAP.search(masked)
    if gap is None:
        return True
    start, _, end = key.masked.partition("...")
    shown_start = masked[: gap.start()].strip()
    shown_end = _GAP.split(masked)[-1].strip()
    return _begin_alike(shown_start, start) and _end_alike(shown_end, end)


def _begin_alike(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _end_alike(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return length == 0 or one[-length:] == other[-length:]
