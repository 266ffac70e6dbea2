"""Who somebody in Teams is: a member or a guest of the tenant, matched with a person by e-mail.

Teams names people by their Entra object id in the tenant; nobody from another organisation, in a
shared channel or a meeting, is anybody here.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

from microsoft_teams.api.clients.conversation import ConversationClient, CreateConversationParams
from microsoft_teams.api.models import Account, TeamsChannelAccount

from bot import accounts
from bot.accounts import Workspace
from bot.arrivals import Member
from bot.chat import SendError, patiently
from bot.conversation import Speaker
from bot.database import reading
from bot.people import Address
from bot.teams import CHAT, conversations
from bot.teams.conversations import Conversation, Kind
from bot.teams.payloads import Asked
from bot.teams.refusals import told
from bot.teams.workplace import Workplace
from bot.visitors import Visitor

PAGE, MOST_PAGES = 200, 100

GUEST_NAME = "#ext#"
"""In the sign-in name that Entra gives a guest, which is nobody's address."""

GUEST = "guest"
"""The role of somebody whose account is another organisation's."""

NOBODY = Visitor(emails=(), belongs=False)


async def speaker(workplace: Workplace, asked: Asked) -> Speaker:
    """Who speaks: known already, matched now, or a member whom samspel does not know.

    Of a stranger only Entra's own number is answered, and no workspace: nobody is known by that.
    """
    user_id, tenant = asked.person, workplace.tenant
    if asked.user and await _is_known(workplace, user_id):
        return Speaker(chat=CHAT, user_id=user_id, workspace=tenant)
    visitor = workplace.visitors.find(user_id) if asked.user else None
    visitor = visitor or await _look(workplace, asked)
    if not visitor.belongs:
        return Speaker(chat=CHAT, user_id=user_id)
    await arrive(workplace, asked, visitor)
    return Speaker(chat=CHAT, user_id=user_id, workspace=tenant)


async def arrive(workplace: Workplace, asked: Asked, visitor: Visitor) -> None:
    """Match the member with a person of the tenant's municipality, if one has the e-mail.

    Nobody whom samspel cannot write to alone: the reminders would go nowhere.
    """
    where = _workspace(workplace)
    for email in visitor.emails:
        if not await asyncio.to_thread(accounts.is_wanted, workplace.app, where, email):
            continue
        own = await own_conversation(workplace, asked)
        if own:
            address = Address(chat=CHAT, place=own.id)
            member = Member(user_id=asked.person, address=address, email=email, guest=visitor.guest)
            await asyncio.to_thread(accounts.arrive, workplace.app, where, member)
        return


async def meet(workplace: Workplace, asked: Asked) -> None:
    """Somebody has come to a conversation: matched, if a person of the municipality."""
    found = await _member(workplace, asked, asked.here)
    if found is not None and belongs(workplace, found):
        known = replace(asked, user=_object_id(found))
        await arrive(workplace, known, _told_of(workplace, found))


async def own_conversation(workplace: Workplace, asked: Asked) -> Conversation | None:
    """The person's own conversation with samspel, made now if there is none; None where the app is
    not installed for the person, or nobody can tell who it is.
    """
    if not asked.user:
        return None
    if asked.alone:
        return asked.here
    known = await asyncio.to_thread(conversations.of_person, workplace.app, asked.person)
    return known or await _opened(workplace, asked)


async def is_in(workplace: Workplace, asked: Asked, conversation: Conversation) -> bool:
    """Whether the person is in a conversation, as Teams says: what a button carries is no proof."""
    found = await _member(workplace, asked, conversation)
    return found is not None and _object_id(found) == asked.user


async def look_around(workplace: Workplace, conversation: Conversation) -> bool:
    """Find in a team or a group chat those who are needed and have not been seen yet.

    Answers whether all could be asked about; one who could not does not stop the others.
    """
    wanted = await asyncio.to_thread(accounts.wanted, workplace.app, _workspace(workplace))
    emails = {email.casefold() for email in wanted.emails}
    if not emails:
        return True
    found: list[TeamsChannelAccount] = []
    looked = await accounts.looked(partial(_collect, workplace, conversation, found))
    arriving = [
        partial(
            arrive, workplace, _as_asked(workplace, conversation, one), _told_of(workplace, one)
        )
        for one in found
        if emails & {email.casefold() for email in _emails(one)} and belongs(workplace, one)
    ]
    return all([looked, *[await accounts.looked(work) for work in arriving]])


async def look_around_everywhere(workplace: Workplace) -> bool:
    """The same in every team and group chat that samspel is in."""
    everywhere = await asyncio.to_thread(_shared, workplace)
    return all([await look_around(workplace, one) for one in everywhere])


def belongs(workplace: Workplace, member: TeamsChannelAccount) -> bool:
    """Whether it is a person of the tenant, or a guest of it."""
    if not workplace.configured.authenticated:
        return True
    return (member.tenant_id or "").lower() == workplace.tenant and bool(_object_id(member))


async def _look(workplace: Workplace, asked: Asked) -> Visitor:
    """What Teams tells of somebody; of whom it tells nothing is nobody here."""
    own = await asyncio.to_thread(conversations.of_person, workplace.app, asked.person)
    found = await _member(workplace, asked, own or asked.here)
    if found is None or not asked.user or _object_id(found) != asked.user:
        return NOBODY
    return workplace.visitors.keep(asked.person, _told_of(workplace, found))


def _told_of(workplace: Workplace, member: TeamsChannelAccount) -> Visitor:
    return Visitor(
        emails=_emails(member), belongs=belongs(workplace, member), guest=_is_guest(member)
    )


async def _member(
    workplace: Workplace, asked: Asked, conversation: Conversation
) -> TeamsChannelAccount | None:
    """The person as a member of the conversation; None where Teams says that there is none."""
    client = workplace.conversations(conversation.service_url)

    async def look() -> TeamsChannelAccount:
        with told():
            found: TeamsChannelAccount = await client.get_member_by_id(
                conversation.id, asked.account
            )
        return found

    try:
        return await patiently(look)
    except SendError as error:
        if error.shut_out:
            return None
        raise


async def _opened(workplace: Workplace, asked: Asked) -> Conversation | None:
    client = workplace.conversations(asked.service_url)
    wanted = CreateConversationParams(
        members=[Account(id=asked.account)],
        tenant_id=workplace.tenant,
        channel_data={"tenant": {"id": workplace.tenant}},
    )
    try:
        with told():
            made = await client.create(wanted)
    except SendError as error:
        if error.shut_out:
            return None
        raise
    own = Conversation(
        id=made.id,
        kind=Kind.PERSONAL,
        service_url=asked.service_url,
        user_id=asked.person,
    )
    await asyncio.to_thread(conversations.save, workplace.app, own)
    return own


async def _collect(
    workplace: Workplace, conversation: Conversation, found: list[TeamsChannelAccount]
) -> None:
    client = workplace.conversations(conversation.service_url)
    async for page in _pages(client, conversation.id):
        found += page


async def _pages(
    client: ConversationClient, conversation: str
) -> AsyncIterator[list[TeamsChannelAccount]]:
    token: str | None = None
    for _ in range(MOST_PAGES):
        with told():
            page = await client.get_paged_members(conversation, PAGE, token)
        yield page.members or []
        token = page.continuation_token
        if not token:
            return


async def _is_known(workplace: Workplace, person: str) -> bool:
    return await asyncio.to_thread(accounts.is_known, workplace.app, CHAT, person)


def _workspace(workplace: Workplace) -> Workspace:
    return Workspace(chat=CHAT, id=workplace.tenant)


def _shared(workplace: Workplace) -> list[Conversation]:
    with reading(workplace.app.engine) as session:
        found = conversations.everyone(session)
    return [one for one in found if one.kind is not Kind.PERSONAL]


def _as_asked(
    workplace: Workplace, conversation: Conversation, member: TeamsChannelAccount
) -> Asked:
    """The member, as if it had been asked something in the conversation."""
    return Asked(
        tenant=workplace.tenant,
        user=_object_id(member),
        account=member.id,
        kind=conversation.kind,
        conversation=conversation.id,
        topic=conversation.id,
        service_url=conversation.service_url,
        activity="",
    )


def _emails(member: TeamsChannelAccount) -> tuple[str, ...]:
    """The e-mail, and the sign-in name where it is an address too."""
    told_of = (member.email or "", member.user_principal_name or "")
    return tuple(dict.fromkeys(one for one in told_of if one and GUEST_NAME not in one.lower()))


def _is_guest(member: TeamsChannelAccount) -> bool:
    return member.user_role == GUEST or GUEST_NAME in (member.user_principal_name or "").lower()


def _object_id(member: TeamsChannelAccount) -> str:
    return member.aad_object_id or ""
