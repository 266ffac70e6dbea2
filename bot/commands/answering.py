"""What arrives from a chat → what is answered; each in one transaction."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot import faults, heard, people, workspaces
from bot.commands import home, lookup
from bot.commands.saying import Refused, Wrong, require_confirmed, say
from bot.commands.table import BUTTONS, COMMANDS, FORMS, LOOK_UP, OPEN, SAY, STORES
from bot.commands.words import parse
from bot.conversation import (
    Click,
    Conversation,
    FieldErrors,
    Reply,
    Request,
    Speaker,
    Submission,
)
from bot.database import reading, writing
from bot.desk import Desk
from bot.main import App
from bot.people import VISITOR, Identity
from messages import lexicon
from messages.addressing import Municipality
from messages.form import Form
from messages.message import Message
from messages.rendering import render
from schedules import calendar

LONGEST_REQUEST = 2000
"""Characters of what somebody wrote that are read; nobody types more, but somebody pastes more."""

Transaction = Callable[[Engine], AbstractContextManager[Session]]
Command = Callable[[Conversation], Reply]
Said = TypeVar("Said", Request, Click, Submission)

log = logging.getLogger(__name__)


def prepare(app: App) -> None:
    """Load what the first answer needs: words, commands and templates; nobody then waits for it."""
    lexicon.shipped().words({}).read("förbered")
    parse("hjälp")
    _stranger(app)


def answer(app: App, request: Request) -> Reply:
    """Answer words; what only the agreement says is shown to all where they were said openly."""
    name, rest = parse(request.words[:LONGEST_REQUEST])
    openly = request.openly

    def answered(conversation: Conversation) -> Reply:
        reply = COMMANDS[name](replace(conversation, openly=openly), rest)
        return replace(reply, shown=True) if openly and name in OPEN else reply

    transaction = writing if name in STORES else reading
    return _safely(app, lambda: _run(app, transaction, request, _confirmed(name, answered)))


def press(app: App, click: Click) -> Reply:
    """Do what a button says, if the person may."""
    said = click.action == SAY
    name, value = (click.value, "") if said else (click.action, click.value)
    chosen = (COMMANDS if said else BUTTONS).get(name, _gone)
    command = _confirmed(name, lambda conversation: chosen(conversation, value))
    return _safely(app, lambda: _run(app, writing, click, command))


def at_home(app: App, request: Request) -> tuple[Message, ...]:
    """What somebody sees on opening samspel, one message under the other; nothing is stored."""
    found: list[Message] = []

    def look(conversation: Conversation) -> Reply:
        found.extend(home.home(conversation))
        return Reply()

    reply = _safely(app, lambda: _run(app, reading, request, look))
    return (reply.message,) if reply.message else tuple(found)


def suggestions(app: App, request: Request) -> tuple[str, ...]:
    """Questions that somebody might ask, and that the agreement answers; nothing is stored."""
    found: list[str] = []

    def look(conversation: Conversation) -> Reply:
        found.extend(lookup.suggestions(conversation))
        return Reply()

    _safely(app, lambda: _run(app, reading, request, look))
    return tuple(found)


def rules(app: App, request: Request) -> tuple[Message, ...]:
    """The rules that speak of the words, best first, or the principles where there are no words;
    none for a stranger. Nothing is stored.
    """
    found: list[Message] = []

    def look(conversation: Conversation) -> Reply:
        asked = request.words[:LONGEST_REQUEST].strip()
        found.extend(lookup.rules(conversation, asked))
        return Reply()

    _safely(app, lambda: _run(app, reading, request, look))
    return tuple(found)


def greet(app: App, request: Request) -> Reply:
    """What somebody is told who has just let samspel in."""
    return _safely(app, lambda: _run(app, reading, request, lookup.welcome))


def submit(app: App, submission: Submission) -> Reply | FieldErrors:
    """Store a form, or say what is wrong with which field and store nothing.

    Where something fails in samspel itself, the first field says so, and nothing typed is lost.
    """
    store = _confirmed(submission.form, lambda conversation: _submit(conversation, submission))
    try:
        return _run(app, writing, submission, store)
    except _WrongForm as wrong:
        return FieldErrors(errors=wrong.errors, form=wrong.form)
    except _Repeated:
        return Reply()
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets an answer
        log.error("a form failed: %s", faults.described(error))  # noqa: TRY400 - holds no texts
        return _as_typed(app, submission)


class _WrongForm(Exception):
    """Carries what is wrong past the end of the transaction, so that it is taken back."""

    def __init__(self, errors: dict[str, str], form: Form) -> None:
        super().__init__("a field is wrong")
        self.errors, self.form = errors, form


class _Repeated(Exception):
    """The same form has been stored already; what was stored again is taken back."""


def _safely(app: App, work: Callable[[], Reply]) -> Reply:
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets an answer
        log.error("an answer failed: %s", faults.described(error))  # noqa: TRY400 - holds no texts
        return sorry(app)


def _as_typed(app: App, submission: Submission) -> Reply | FieldErrors:
    def again(conversation: Conversation) -> Reply:
        return FORMS[submission.form].open(conversation, submission.subject)

    form = _safely(app, lambda: _run(app, reading, submission, again)).form
    if form is None or not form.fields:
        return sorry(app)
    errors = {form.fields[0].name: "wrong"}
    return FieldErrors(errors=errors, form=form.filled(submission.values))


def _run(app: App, transaction: Transaction, said: Said, command: Command) -> Reply:
    try:
        with transaction(app.engine) as session:
            conversation = _conversation(app, session, said)
            reply = command(conversation) if conversation else _stranger(app)
        if transaction is writing:
            app.wake()
        return reply  # noqa: TRY300 - a Refused from the command itself takes the other way
    except Refused as refused:
        with reading(app.engine) as session:
            conversation = _conversation(app, session, said)
            if conversation is None:
                return _stranger(app)
            return say(conversation, refused.template, **refused.facts)


def _confirmed(name: str, command: Command) -> Command:
    """The command, for people whose identity is confirmed; anybody known may look things up."""

    def checked(conversation: Conversation) -> Reply:
        if name not in LOOK_UP:
            require_confirmed(conversation)
        return command(conversation)

    return checked


def _submit(conversation: Conversation, submission: Submission) -> Reply:
    command = FORMS.get(submission.form)
    form = command.open(conversation, submission.subject).form if command else None
    if command is None or form is None:
        raise Refused("gone")
    values = form.cleaned(submission.values)
    problems = form.problems(values)
    if problems:
        raise _WrongForm(problems, form.filled(values))
    try:
        reply = command.submit(conversation, submission.subject, values)
    except Wrong as wrong:
        raise _WrongForm(wrong.errors, form.filled(values)) from None
    desk = conversation.desk
    if submission.once and not heard.first(desk.session, submission.once, desk.now):
        raise _Repeated
    return reply


def _conversation(app: App, session: Session, said: Said) -> Conversation | None:
    identity = people.identity(session, said.speaker.chat, said.speaker.user_id)
    municipality = _municipality(session, said.speaker, identity)
    if municipality is None:
        return None
    return Conversation(
        desk=Desk(session=session, municipality=municipality, now=app.now()),
        person=identity.person if identity else VISITOR,
        confirmed=identity is not None and identity.confirmed,
        place=said.place,
    )


def _municipality(
    session: Session, speaker: Speaker, identity: Identity | None
) -> Municipality | None:
    """Where the speaker is known, or is a member of the workspace."""
    if identity:
        return calendar.numbered(session, identity.municipality_id)
    return workspaces.municipality(session, speaker.chat, speaker.workspace)


def _stranger(app: App) -> Reply:
    return Reply(message=render("stranger", today=app.now().date()))


def sorry(app: App) -> Reply:
    """What whoever asked is told when samspel itself has failed."""
    return Reply(message=render("wrong", today=app.now().date()), failed=True)


def _gone(_conversation: Conversation, _value: str) -> Reply:
    raise Refused("gone")
