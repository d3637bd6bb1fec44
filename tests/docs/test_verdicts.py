"""The table of what is said when is as the code has it."""

from docs.verdicts import PAGE, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"


def test_expired_is_said_where_there_is_evidence_alone() -> None:
    rows = [line.split("|")[1:-1] for line in page().splitlines() if line.startswith("| 40")]
    user_not_found = next(row for row in rows if row[0].strip() == "401 User not found.")
    assert [cell.strip() for cell in user_not_found[1:]] == [
        "rejected",
        "rejected",
        "rejected",
        "expired",
        "expired",
        "expired",
        "disabled",
        "expired",
        "rejected",
        "rejected",
        "rejected",
    ]
