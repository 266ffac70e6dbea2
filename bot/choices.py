"""What a municipality switches on or off itself, and what follows in its calendar."""

from datetime import timedelta

from bot import offices, planner
from bot.desk import Desk
from messages.addressing import OfficeKind
from messages.agreement import Ask
from schedules import calendar, corrections, defaults, wheel


def switch(desk: Desk, ask: Ask, *, on: bool) -> None:
    """Switch what an agreement can ask for on or off, by the municipality's own choice.

    A series of meetings that is switched off ends yesterday and goes on when it is switched on
    again; what was planned and not yet sent is forgotten, or planned.
    """
    calendar.choose(desk.session, desk.municipality, ask, on=on)
    desk.session.flush()
    for kind in wheel.EVENTS.get(ask, ()):
        corrections.unplan(desk.session, desk.municipality.id, kind)
    if on:
        _begin(desk, ask)
    else:
        _end(desk, ask)
    planner.plan(desk)


def _begin(desk: Desk, ask: Ask) -> None:
    known = {series.key for series in calendar.all_series(desk.session, desk.municipality)}
    held = offices.everyone(desk.session, desk.municipality)
    committees = [office.body for office in held if office.kind is OfficeKind.CHAIR]
    for series in defaults.series_of(ask, desk.today, committees):
        if series.key in known:
            calendar.end_series(desk.session, desk.municipality, series.key, None)
        else:
            calendar.add_series(desk.session, desk.municipality, series, desk.now)


def _end(desk: Desk, ask: Ask) -> None:
    yesterday = desk.today - timedelta(days=1)
    for series in calendar.all_series(desk.session, desk.municipality):
        if series.kind.value == ask.value and series.end is None:
            calendar.end_series(desk.session, desk.municipality, series.key, yesterday)
            corrections.unplan(desk.session, desk.municipality.id, series.key)
