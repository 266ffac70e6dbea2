"""An adopted version of the agreement, and the news of what it changes."""

from bot import agreements, planner
from bot.desk import Desk
from messages import versions
from messages.agreement import Agreement
from messages.changes import Changes, compare


def adopt(desk: Desk, agreement: Agreement) -> Changes:
    """Store an adopted version; the channels hear of it on the day it takes force.

    Answers what it changes against the version before it. Raises AdoptionError as
    agreements.adopt does; then nothing is stored.
    """
    number = agreements.adopt(desk.session, desk.municipality, agreement, desk.now)
    for event in agreements.news(desk.session, desk.municipality):
        planner.plan_event(desk, event)
    return changes(desk, agreements.numbered(desk.session, desk.municipality, number))


def changes(desk: Desk, version: Agreement) -> Changes:
    """What a version changes against the one it took over from; nothing for the first."""
    found = agreements.everyone(desk.session, desk.municipality)
    return compare(versions.before(found, version) or version, version)
