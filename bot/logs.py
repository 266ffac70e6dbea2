"""Logs that a person can follow on a terminal and a log server can read: no texts, no names.

What a line is about stands in its fields: a delivery's number and kind, and a reason.
"""

import logging
import time

from pythonjsonlogger.json import JsonFormatter

_QUIET = {
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    "uvicorn.error": logging.WARNING,
    "httpx": logging.WARNING,  # it tells of every request, with its address
    "microsoft_teams": logging.CRITICAL,  # its errors quote what has come
    "slack_bolt": logging.ERROR,  # its warnings are advice for those who write code
    "slack_sdk": logging.ERROR,
}
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _Line(logging.Formatter):
    """One line of text, with the fields of the record after it; times are UTC."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _KNOWN}
        after = "".join(f" {name}={value}" for name, value in fields.items())
        return super().format(record) + after


def configure(*, as_json: bool) -> None:
    """Log to standard error, one line each: JSON with UTC times, or text."""
    handler = logging.StreamHandler()
    fields = "{asctime} {levelname} {name} {message}"
    json = JsonFormatter(fields, style="{", rename_fields={"asctime": "time", "levelname": "level"})
    text = _Line("{asctime}Z {levelname} {message}", style="{", datefmt="%Y-%m-%dT%H:%M:%S")
    chosen = json if as_json else text
    chosen.converter = time.gmtime
    handler.setFormatter(chosen)
    handler.addFilter(_is_for_operators)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _is_for_operators(record: logging.LogRecord) -> bool:
    """Libraries say much that only those who write code want to know."""
    known = (level for name, level in _QUIET.items() if record.name.startswith(name))
    return record.levelno >= next(known, logging.INFO)
