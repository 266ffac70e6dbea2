"""An adopted version of the agreement, and the news of what it changes."""

from datetime import time

from bot import agreements, channels, planner
from bot.desk import Desk
from messages import versions
from messages.addressing import Channel
from messages.agreement import Agreement
from messages.changes import Changes, compare
from schedules.kinds import Kind
from schedules.sending_hours import instant, next_opening


def adopt(desk: Desk, agreement: Agreement) -> Changes:
    """Store an adopted version and have the channels hear of it on the day it takes force.

    Answers what it changes against the version before it. Raises AdoptionError as
    agreements.adopt does; then nothing is stored.
    """
    number = agreements.adopt(desk.session, desk.municipality, agreement, desk.now)
    zone = desk.municipality.zone
    begins = instant(agreement.since or desk.today, time(0), zone)
    for purpose in channels.connected(desk.session, desk.municipality):
        channel = Channel(purpose)
        at = next_opening(max(desk.now, begins), channel, zone)
        planner.tell(desk, Kind.AMENDMENT, [channel], about=f"amendment/{number}", at=at)
    return changes(desk, agreements.numbered(desk.session, desk.municipality, number))


def changes(desk: Desk, version: Agreement) -> Changes:
    """What a version changes against the one it took over from; nothing for the first."""
    found = agreements.everyone(desk.session, desk.municipality)
    return compare(versions.before(found, version) or version, version)
