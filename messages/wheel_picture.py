"""The year's wheel as a drawing: twelve months in a ring, and a mark for each event."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import dates
from messages.rendering import render_text

CENTRE, RING, MARKS, NAMES = 200.0, 150.0, 143.0, 112.0
"""Of the drawing, 400 by 400: its middle, and how far out things stand."""

APART = 16.0
"""Marks with odd numbers stand this much further out, so that two on nearly one day can be told
apart."""

_MONTHS, _LONGEST_MONTH = 12, 31


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An event of the wheel."""

    day: date
    label: str
    number: int = 0
    """Which line of the list beside the drawing it belongs to."""


@dataclass(frozen=True)
class _Point:
    x: float
    y: float
    text: str
    number: int = 0


def draw(marks: Sequence[Mark], today: date) -> str:
    """The wheel as SVG, January at the top and the year clockwise; the text stands beside it."""
    months = [date(today.year, number, 1) for number in range(1, _MONTHS + 1)]
    return render_text(
        "wheel.svg",
        centre=CENTRE,
        ring=RING,
        months=[_point(NAMES, _turn(month, 0.5), dates.month(month)[:3]) for month in months],
        spokes=[_point(RING + 12, _turn(month, 0.0), "") for month in months],
        marks=[
            _point(MARKS + APART * (mark.number % 2), _turn(mark.day), mark.label, mark.number)
            for mark in marks
        ],
        today=_point(RING, _turn(today), ""),
    )


def _turn(day: date, part: float | None = None) -> float:
    """How far round the year a day is, from 0 to 1; `part` of its month instead of its day."""
    share = (day.day - 1) / _LONGEST_MONTH if part is None else part
    return (day.month - 1 + share) / _MONTHS


def _point(distance: float, turn: float, text: str, number: int = 0) -> _Point:
    angle = 2 * math.pi * turn - math.pi / 2
    return _Point(
        round(CENTRE + distance * math.cos(angle), 1),
        round(CENTRE + distance * math.sin(angle), 1),
        text,
        number,
    )
