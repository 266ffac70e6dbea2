"""How many of those who hold offices a chat reaches, for `samspel doctor`."""

from bot import arrivals, offices
from bot.desk import Desk
from bot.findings import Finding


def reached(desk: Desk, chat: str, otherwise: str) -> Finding:
    """How many holders are reached; `otherwise` says why somebody has not been seen in the chat."""
    found = [one for one in arrivals.everyone(desk) if one.chat == chat]
    matched = {one.person.id for one in found}
    confirmed = {one.person.id for one in found if one.confirmed}
    holders = {
        holding.person.id
        for holding in offices.all_holdings(desk.session, desk.municipality)
        if holding.term.covers(desk.today)
    }
    about = f"{chat} people"
    says = f"{len(holders & confirmed)} of {len(holders)} holders of offices are reached"
    waiting, unseen = len(holders & matched - confirmed), len(holders - matched)
    if waiting:
        advice = f"{waiting} wait for an administrator to write 'personer' to samspel."
        return Finding(about=about, says=says, advice=advice)
    return Finding(about=about, says=says, advice=f"{unseen} {otherwise}." if unseen else "")
