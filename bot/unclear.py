"""Rules that somebody has found unclear, for the annual review; never who did, and only the day."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.tables import UnclearRow
from messages.addressing import Municipality
from messages.agreement import Kind, Rule
from schedules import calendar, wheel
from schedules.dialects import insert_new
from schedules.events import Event, EventKind
from schedules.memory import remembered, rows_of

A_YEAR = timedelta(days=365)
"""How far back the marks go where there has been no review before."""

FAR = timedelta(days=800)
"""How far back and ahead a review is looked for: one may have been cancelled, another moved."""

_MARKS = select(UnclearRow.rule, UnclearRow.marked_on)


def mark(desk: Desk, rule: Rule) -> None:
    """Put the rule on the list for the review, by today; the same day again changes nothing.

    ValueError for what is for conversation only.
    """
    if rule.kind is Kind.ORAL_TALKING_POINT:
        raise ValueError("what is for conversation only is not written about")
    which = {"municipality_id": desk.municipality.id, "rule": rule.id}
    desk.session.execute(insert_new(desk.session, UnclearRow).values(**which, marked_on=desk.today))
    desk.session.execute(update(UnclearRow).filter_by(**which).values(marked_on=desk.today))


def marked(desk: Desk, since: date) -> tuple[Rule, ...]:
    """The rules that somebody has marked on that day or later, in the agreement's order.

    One that today's version no longer has, or keeps for conversation only, is left out.
    """
    marks = _marks(desk.session, desk.municipality)
    return tuple(
        rule
        for rule in desk.agreement.rules
        if rule.kind is not Kind.ORAL_TALKING_POINT and marks.get(rule.id, date.min) >= since
    )


def for_review(desk: Desk, event: Event) -> tuple[Rule, ...]:
    """What has been marked since the review before that one; nothing for any other event."""
    if event.kind is not EventKind.ANNUAL_REVIEW:
        return ()
    return marked(desk, reviewed(desk, event.day))


def reviewed(desk: Desk, before: date) -> date:
    """The day of the last review before a day, or a year before it where there was none."""
    days = [event.day for event in _reviews(desk, before - FAR, before)]
    return max(days, default=before - A_YEAR)


def next_review(desk: Desk) -> Event | None:
    """The next review that has not begun; None where none is planned."""
    found = _reviews(desk, desk.today, desk.today + FAR)
    left = [event for event in found if event.begins(desk.municipality.zone) > desk.now]
    return min(left, key=lambda event: event.day, default=None)


def _reviews(desk: Desk, since: date, until: date) -> list[Event]:
    """The reviews on a day in [since, until) that have not been called off."""
    year = calendar.year_wheel(desk.session, desk.municipality, desk.agreement)
    return [
        event
        for event in wheel.events(year, since=since, until=until)
        if event.kind is EventKind.ANNUAL_REVIEW and not event.cancelled
    ]


@remembered
def _marks(session: Session, municipality: Municipality) -> Mapping[str, date]:
    rows = rows_of(session, _MARKS, UnclearRow.municipality_id, municipality.id)
    return {row.rule: row.marked_on for row in rows}
