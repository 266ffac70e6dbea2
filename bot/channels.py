"""Which channel a municipality uses for what."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.people import Address
from bot.tables import ChannelRow
from messages.addressing import Municipality, Purpose
from schedules.memory import columns, remembered, rows_of

_CHANNELS = select(*columns(ChannelRow))


def connect(
    session: Session, municipality: Municipality, purpose: Purpose, address: Address
) -> None:
    """Use a channel for a purpose from now on, instead of any other."""
    session.merge(
        ChannelRow(
            municipality_id=municipality.id,
            purpose=purpose,
            chat=address.chat,
            place=address.place,
        )
    )
    session.flush()


@remembered
def connected(session: Session, municipality: Municipality) -> dict[Purpose, Address]:
    """The channels that are in use, by purpose."""
    rows = rows_of(session, _CHANNELS, ChannelRow.municipality_id, municipality.id)
    return {Purpose(row.purpose): Address(chat=row.chat, place=row.place) for row in rows}


def disconnect(session: Session, municipality: Municipality, address: Address) -> None:
    """Use a channel for nothing any more."""
    session.execute(
        delete(ChannelRow).where(
            ChannelRow.municipality_id == municipality.id,
            ChannelRow.chat == address.chat,
            ChannelRow.place == address.place,
        )
    )
