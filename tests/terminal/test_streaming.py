"""Output that comes bit by bit: what is held back, and until when."""

from openrouter_lsp.terminal import OutputReader, find_failures
from tests.terminal.given import envelope, new_key
from tests.terminal.recognised import told

URL = "https://openrouter.ai/api/v1/chat/completions"
STATUS = f'POST {URL} "HTTP/1.1 401 Unauthorized"\n'
LINE = "401 User not found.\n"


def test_what_follows_is_awaited() -> None:
    reader = OutputReader()
    assert reader.feed(LINE) == ()
    assert reader.feed("working\n" * 24) == ()
    assert told(reader.feed("working\n")) == "user_not_found likely"
    assert reader.feed("working\n" * 100) == ()
    assert reader.settle() == ()


def test_quiet_ends_the_waiting() -> None:
    reader = OutputReader()
    reader.feed(LINE)
    assert told(reader.settle()) == "user_not_found likely"
    assert reader.settle() == ()
    reader.feed("working\n" * 100)
    assert reader.settle() == ()
    assert told(reader.failures) == "user_not_found likely"


def test_a_status_waits_for_its_words() -> None:
    reader = OutputReader()
    assert reader.feed(STATUS + "working\n" * 13 + LINE) == ()
    assert told(reader.feed("working\n" * 25)) == "user_not_found named"


def test_a_status_is_told_without_words() -> None:
    reader = OutputReader()
    reader.feed(STATUS)
    assert told(reader.feed("working\n" * 60)) == "invalid_key named"


def test_words_that_come_after_quiet_replace_the_status() -> None:
    reader = OutputReader()
    reader.feed(STATUS)
    assert told(reader.settle()) == "invalid_key named"
    reader.feed(LINE)
    assert told(reader.settle()) == "user_not_found named"
    assert told(reader.failures) == "user_not_found named"


def test_a_name_that_comes_after_quiet_makes_it_surer() -> None:
    reader = OutputReader()
    reader.feed("AuthenticationError: User not found.\n")
    assert told(reader.settle()) == "user_not_found possible"
    reader.feed(f"POST {URL}: 401 User not found.\n")
    assert told(reader.settle()) == "user_not_found named"


def test_the_unfinished_line_counts_when_it_is_quiet() -> None:
    reader = OutputReader()
    assert reader.feed("Error: 401 User not found. Try again? ") == ()
    assert told(reader.settle()) == "user_not_found likely"
    assert reader.settle() == ()
    reader.feed("y\n")
    assert reader.settle() == ()
    assert told(reader.failures) == "user_not_found likely"


def test_an_unfinished_line_that_goes_on() -> None:
    reader = OutputReader()
    reader.feed("Error: 401 User not fo")
    assert reader.settle() == ()
    reader.feed("und.\n")
    assert told(reader.settle()) == "user_not_found likely"
    assert [failure.line for failure in reader.failures] == [1]


def test_an_unfinished_line_that_says_something_else_in_the_end() -> None:
    reader = OutputReader()
    reader.feed("402 This request requires more credits, or fewer max_tokens. ")
    assert told(reader.settle()) == "insufficient_credits likely"
    reader.feed("To increase, create a key with a higher daily limit\n")
    assert told(reader.settle()) == "key_limit likely"
    assert told(reader.failures) == "key_limit likely"


def test_many_quiet_moments_count_nothing_twice() -> None:
    reader = OutputReader()
    for part in (
        STATUS,
        "work",
        "ing\n",
        '{"error":',
        '{"message":"User not found.","co',
        'de":401}}',
    ):
        reader.feed(part)
        reader.settle()
        reader.settle()
    reader.feed("\n")
    reader.settle()
    assert told(reader.failures) == "user_not_found named"


def test_repeats_are_told_once_and_counted() -> None:
    reader = OutputReader()
    reader.feed(LINE)
    assert told(reader.settle()) == "user_not_found likely"
    for _ in range(9):
        reader.feed("working\n" * 20 + LINE)
        assert reader.settle() == ()
    assert told(reader.failures) == "user_not_found likely x10"


def test_lines_are_counted_from_the_beginning() -> None:
    reader = OutputReader()
    for _ in range(1000):
        reader.feed("working\n" * 100)
    reader.feed(LINE)
    (failure,) = reader.settle()
    assert failure.line == 100_001


def test_a_wrapped_error_that_comes_line_by_line() -> None:
    reader = OutputReader()
    for line in ("the assistant stopped: 401 User n", "ot fo", "und. Nothing was written."):
        reader.feed(f"{line}\n")
    assert told(reader.settle()) == "user_not_found likely"


def test_character_by_character() -> None:
    reader = OutputReader()
    text = f"\x1b[31mstarting\x1b[0m\r\n{STATUS}{envelope()}\r\n" + "done\r\n" * 30
    found = [failure for char in text for failure in reader.feed(char)]
    assert told(found) == "user_not_found named"
    assert reader.settle() == ()


def test_memory_of_a_reader_is_bounded() -> None:
    reader = OutputReader()
    for n in range(300):
        reader.feed(f"{n} {'x' * 200}\n" * 100)
        reader.feed(f"openrouter/maker/{n}: 401 User not found.\n")
    recogniser = reader._recogniser
    assert len(recogniser._history.lines(0, 1 << 30)) < 1000
    assert len(recogniser._held) + len(recogniser._beside) + len(recogniser._words) < 100


def test_no_key_of_an_earlier_line_comes_out_of_a_later_one() -> None:
    key = new_key().reveal()
    for cut in range(1, 73):
        reader = OutputReader()
        reader.feed(f"the key is {key[:cut]}\n")
        reader.settle()
        reader.feed(f"{key[cut:]} and 401 User not found.\n")
        reader.settle()
        assert key[20:28] not in repr(reader.failures)
        assert key[-12:-4] not in repr(reader.failures)


def box(*rows: str) -> str:
    width = max(map(len, rows))
    return "".join(f"│ {row.ljust(width)} │\n" for row in rows)


def test_a_code_belongs_to_the_words_before_it_however_the_output_is_cut() -> None:
    text = (
        box("stopped:", "Key limit", "exceeded. It", "requires mo", "re credits, ", "or fewer max")
        + box("_tokens", '{"error":{"message":"Key limit exceeded'.replace('"', r"\""))
        + box(r".\",\"code\":402}}", "working", "working", f'POST {URL} "HTTP/1.1 401"')
        + "working\n" * 20
    )
    reader = OutputReader()
    for line in text.splitlines(keepends=True):
        reader.feed(line)
    reader.settle()
    assert reader.failures == find_failures(text)
