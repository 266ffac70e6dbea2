"""What arrives from a chat → what is answered; each in one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot import people
from bot.commands.saying import Refused, Wrong, say
from bot.commands.table import BUTTONS, COMMANDS, FORMS
from bot.commands.words import parse
from bot.conversation import Click, Conversation, FieldErrors, Reply, Request, Submission
from bot.database import reading, writing
from bot.desk import Desk
from bot.main import App
from messages.form import Form
from messages.rendering import render
from schedules import calendar

LONGEST_REQUEST = 2000
"""Characters of what somebody wrote that are read; nobody types more, but somebody pastes more."""

Transaction = Callable[[Engine], AbstractContextManager[Session]]
Said = TypeVar("Said", Request, Click, Submission)


def answer(app: App, request: Request) -> Reply:
    """Answer words. Nothing is stored."""
    name, rest = parse(request.words[:LONGEST_REQUEST])
    return _run(app, reading, request, lambda conversation: COMMANDS[name](conversation, rest))


def press(app: App, click: Click) -> Reply:
    """Do what a button says, if the person may."""
    command = BUTTONS.get(click.action, _gone)
    return _run(app, writing, click, lambda conversation: command(conversation, click.value))


def submit(app: App, submission: Submission) -> Reply | FieldErrors:
    """Store a form, or say what is wrong with which field and store nothing."""
    try:
        return _run(
            app, writing, submission, lambda conversation: _submit(conversation, submission)
        )
    except _WrongForm as wrong:
        return FieldErrors(errors=wrong.errors, form=wrong.form)


class _WrongForm(Exception):
    """Carries what is wrong past the end of the transaction, so that it is taken back."""

    def __init__(self, errors: dict[str, str], form: Form) -> None:
        super().__init__(str(errors))
        self.errors, self.form = errors, form


def _run(
    app: App, transaction: Transaction, said: Said, command: Callable[[Conversation], Reply]
) -> Reply:
    try:
        with transaction(app.engine) as session:
            conversation = _conversation(app, session, said)
            return command(conversation) if conversation else _stranger(app)
    except Refused as refused:
        with reading(app.engine) as session:
            conversation = _conversation(app, session, said)
            if conversation is None:
                return _stranger(app)
            return say(conversation, refused.template, **refused.facts)


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
        return command.submit(conversation, submission.subject, values)
    except Wrong as wrong:
        raise _WrongForm(wrong.errors, form.filled(values)) from None


def _conversation(app: App, session: Session, said: Said) -> Conversation | None:
    identity = people.identity(session, said.speaker.chat, said.speaker.user_id)
    if identity is None:
        return None
    municipality = calendar.numbered(session, identity.municipality_id)
    return Conversation(
        desk=Desk(session=session, municipality=municipality, now=app.now()),
        person=identity.person,
        confirmed=identity.confirmed,
        place=said.place,
    )


def _stranger(app: App) -> Reply:
    return Reply(message=render("stranger", today=app.now().date()))


def _gone(_conversation: Conversation, _value: str) -> Reply:
    raise Refused("gone")
