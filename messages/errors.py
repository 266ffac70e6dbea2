"""Errors that are answered with one sentence."""


class PlainError(Exception):
    """Something is wrong that whoever started samspel can mend; the sentence says what.

    The command line shows the sentence alone, without a traceback.
    """
