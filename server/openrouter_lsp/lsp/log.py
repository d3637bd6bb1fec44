"""Keeps what an editor sends out of the logs."""

import logging


class _TemplateOnly(logging.Formatter):
    """Formats a record by its template: neither its arguments nor an exception's text.

    pygls puts whole messages, with the texts of documents, into its records' arguments.
    """

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0] if record.exc_info else None
        kind = f" [{error.__name__}]" if error else ""
        return f"{record.levelname} {record.name}: {record.msg}{kind}"


def keep_secrets_out_of_logs() -> None:
    """Log warnings to standard error, by their templates alone.

    Effect: replaces the root logger's handlers.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_TemplateOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # These speak of requests and replies; what is worth saying of them is said in a verdict.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).disabled = True
