"""What most of samspel's work is done with: one transaction, one municipality, one moment."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from bot import agreements
from messages.addressing import Municipality
from messages.agreement import Agreement


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A transaction for one municipality at one moment (`now`, UTC)."""

    session: Session
    municipality: Municipality
    now: datetime

    @cached_property
    def today(self) -> date:
        """The day it is in the municipality."""
        return self.now.astimezone(self.municipality.zone).date()

    @cached_property
    def agreement(self) -> Agreement:
        """The version of the agreement that is answered with today."""
        return agreements.on(self.session, self.municipality, self.today)
