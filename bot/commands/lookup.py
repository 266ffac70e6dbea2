"""What the agreement says: questions, contact paths, principles, roles and changes."""

from collections.abc import Sequence
from dataclasses import replace

from bot import agreements, amendments
from bot.commands import words
from bot.commands.saying import Refused, numbered, say
from bot.conversation import Conversation, PlaceKind, Reply
from bot.letters import letter
from messages import paths, search, versions
from messages.addressing import POLITICAL
from messages.agreement import Kind, Role, Rule
from messages.indexing import Index
from messages.message import Message
from messages.search import Answer, Hit
from messages.words import shorten
from schedules import outbox

MOST_FOUND = 8
"""How many rules somebody chooses among who looks for one."""

MOST_PATHS = 3
"""How many paths are shown for a question about contact."""

_ROLES = (
    (Role.ELECTED_MEMBER, Role.KSO, Role.OPPOSITION, Role.CHAIR, Role.COUNCIL, Role.COMMITTEE),
    (Role.OFFICIAL, Role.KD, Role.DEPARTMENT_HEAD, Role.MANAGER, Role.EMPLOYEE),
    (Role.EVERYONE,),
)


def question(conversation: Conversation, asked: str) -> Reply:
    """The best rule, and up to two more; or that no rule covers it, and whom to ask."""
    if not asked:
        return helping(conversation, "")
    answer = search.find(_index(conversation), asked, asker=_asker(conversation))
    if not answer.covered:
        return say(conversation, "no_answer", question=_short(asked), hits=answer.hits)
    return _answered(conversation, answer)


def contact(conversation: Conversation, asked: str) -> Reply:
    """Who contacts whom, by way of whom, with the rule behind each path."""
    ways = paths.ways(conversation.desk.agreement)
    if asked:
        index, asker = _index(conversation), _asker(conversation)
        ways = paths.find(index, asked, top=MOST_PATHS, asker=asker)
    return say(conversation, "contact", ways=ways, question=_short(asked))


def principles(conversation: Conversation, _rest: str) -> Reply:
    """The agreed principles, by heading."""
    return say(conversation, "principles", rules=conversation.desk.agreement.principles)


def roles(conversation: Conversation, _rest: str) -> Reply:
    """Who answers for what: the principles of elected members, of officials and of everyone."""
    rules = conversation.desk.agreement.principles
    groups = [[rule for rule in rules if rule.roles and rule.roles[0] in group] for group in _ROLES]
    return say(conversation, "roles", elected=groups[0], officials=groups[1], everyone=groups[2])


def changes(conversation: Conversation, _rest: str) -> Reply:
    """What today's version changes against the one before it, and what is still to come.

    With a summary, also how it was decided; minutes word for word are looked up like the rest.
    """
    desk = conversation.desk
    found = agreements.everyone(desk.session, desk.municipality)
    steps = [rule for rule in desk.agreement.rules if rule.kind is Kind.PROCEDURE]
    coming = [version for version in found if version.since and version.since > desk.today]
    return say(
        conversation,
        "changes",
        before=versions.before(found, desk.agreement),
        changes=amendments.changes(desk, desk.agreement),
        procedure=[] if desk.agreement.verbatim else steps,
        coming=coming,
    )


def helping(conversation: Conversation, _rest: str) -> Reply:
    """What one can write."""
    return say(conversation, "help", entries=words.entries())


def rules(conversation: Conversation, asked: str) -> list[Message]:
    """The rules to choose from that speak of the words, as they are shared; the principles where
    there are no words.
    """
    found: Sequence[Rule] = conversation.desk.agreement.principles
    if asked:
        index, asker = _index(conversation), _asker(conversation)
        found = [hit.rule for hit in search.find(index, asked, top=MOST_FOUND, asker=asker).hits]
    replies = [say(conversation, "rule", rule=rule).message for rule in found]
    return [message for message in replies if message]


def welcome(conversation: Conversation) -> Reply:
    """What samspel is, and how to begin."""
    return say(conversation, "welcome")


def suggestions(conversation: Conversation) -> list[str]:
    """Questions to begin with: of those in commands.toml, the ones that the agreement answers."""
    index = _index(conversation)
    return [asked for asked in words.questions() if search.find(index, asked).covered]


def show(conversation: Conversation, rule_id: str) -> Reply:
    """One rule, to the one who asked."""
    return _answer(conversation, cited(conversation, rule_id))


def share(conversation: Conversation, rule_id: str) -> Reply:
    """One rule, to everybody where it was asked."""
    return replace(say(conversation, "rule", rule=cited(conversation, rule_id)), shown=True)


def again(conversation: Conversation, delivery_id: str) -> Reply:
    """A post of samspel's once more, as it would be written now: for chats that show only a part.

    Only in the place where it was sent.
    """
    found = outbox.find(conversation.desk.session, numbered(delivery_id))
    desk, place = conversation.desk, conversation.place
    here = (desk.municipality.id, place.chat, place.id)
    if found is None or (found.municipality_id, found.chat, found.place) != here:
        raise Refused("gone")
    message = letter(desk, found)
    if message is None:
        raise Refused("gone")
    return Reply(message=message)


def _answered(conversation: Conversation, answer: Answer) -> Reply:
    best, *others = answer.hits
    return _answer(conversation, best.rule, others)


def _answer(conversation: Conversation, rule: Rule, others: Sequence[Hit] = ()) -> Reply:
    return say(
        conversation,
        "answer",
        rule=rule,
        others=others,
        share=_can_share(conversation),
    )


def _can_share(conversation: Conversation) -> bool:
    return conversation.place.kind is PlaceKind.CHANNEL and not conversation.openly


def cited(conversation: Conversation, rule_id: str) -> Rule:
    """The rule that a button names; Refused for one that is gone or for conversation only."""
    rule = conversation.desk.agreement.rule(rule_id)
    if rule is None or rule.kind is Kind.ORAL_TALKING_POINT:
        raise Refused("gone")
    return rule


def _index(conversation: Conversation) -> Index:
    desk = conversation.desk
    return agreements.index(desk.session, desk.municipality, desk.agreement)


def _asker(conversation: Conversation) -> frozenset[Role]:
    political = any(held.kind in POLITICAL for held in conversation.offices)
    return frozenset({Role.ELECTED_MEMBER}) if political else frozenset()


def _short(asked: str) -> str:
    return shorten(asked, search.LONGEST_SHOWN)
