"""What two office-holders settle between them about contact and interplay, and when.

The text stays with the two; samspel keeps only the date, and whether it is time to renew.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.desk import Desk
from bot.tables import PairAgreementRow
from messages.addressing import Office


@dataclass(frozen=True, kw_only=True)
class PairAgreement:
    """The two offices' agreement; `renew_since` is the day one of the holders changed."""

    made_on: date | None
    renew_since: date | None


def of(desk: Desk, first: Office, second: Office) -> PairAgreement | None:
    """The pair's agreement, if samspel has heard of one or of a change of holder."""
    row = _row(desk, first, second)
    return PairAgreement(made_on=row.made_on, renew_since=row.renew_since) if row else None


def settle(desk: Desk, first: Office, second: Office, made_on: date) -> None:
    """The pair has made, or renewed, its agreement on a day."""
    _store(desk, first, second, made_on=made_on, renew_since=None)


def mark_for_renewal(desk: Desk, first: Office, second: Office, since: date) -> None:
    """One of the holders changes on a day, so that the agreement needs to be renewed."""
    known = _row(desk, first, second)
    made_on = known.made_on if known else None
    _store(desk, first, second, made_on=made_on, renew_since=since)


def unmark(desk: Desk, first: Office, second: Office, since: date) -> None:
    """The change of holder that was to come on a day does not come."""
    known = _row(desk, first, second)
    if known and known.renew_since == since:
        known.renew_since = None
        desk.session.flush()


def _store(
    desk: Desk, first: Office, second: Office, *, made_on: date | None, renew_since: date | None
) -> None:
    one, other = sorted([first, second])
    desk.session.merge(
        PairAgreementRow(
            municipality_id=desk.municipality.id,
            first=str(one),
            second=str(other),
            made_on=made_on,
            renew_since=renew_since,
        )
    )
    desk.session.flush()


def _row(desk: Desk, first: Office, second: Office) -> PairAgreementRow | None:
    one, other = sorted([first, second])
    return desk.session.scalar(
        select(PairAgreementRow).filter_by(
            municipality_id=desk.municipality.id, first=str(one), second=str(other)
        )
    )
