"""What a log may say of an unexpected error: its kind and where it was, never its texts.

An error's own sentence may quote what somebody wrote, so it stays out of the logs.
"""

import traceback

from sqlalchemy.exc import OperationalError

_FRAMES = 5


def described(error: BaseException) -> str:
    """The kind of the error, and the last calls that led to it.

    That a database is away, full or read-only is said in its own words, which quote no values.
    """
    if isinstance(error.__cause__, OperationalError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames[::-1])
    return f"{type(error).__name__} in {where}" if where else type(error).__name__
