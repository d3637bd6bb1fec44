"""Amounts of money in words."""


def dollars(amount: float) -> str:
    """Return US dollars as `$1,234.50`; what is not nothing is never shown as nothing."""
    size = abs(amount)
    if 0 < size < 0.01:
        return "less than $0.01"
    return f"-${size:,.2f}" if amount < 0 else f"${size:,.2f}"
