"""Every card that samspel really makes, as the schema and as Microsoft's own reader take it."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from bot import amendments, arrivals, people
from bot.commands import answering
from bot.commands.table import COMMANDS, FORMS
from bot.commands.words import parse
from bot.conversation import FieldErrors, Place, PlaceKind, Reply, Request, Speaker
from bot.desk import Desk
from bot.people import Address
from bot.playground.cast import CHAT, personal
from bot.teams import form_layout, layout
from bot.teams.elements import Json, Setting
from bot.teams.words import words
from messages import rendering, shipped
from messages.agreement import Decision
from messages.form import Field, Form, Input
from messages.message import Message
from tests.bot.teams import checks
from tests.bot.teams.people import buttons_of, text
from tests.client_files import require_client
from tests.databases import of_kind
from tests.towns import DIALOGUE, Town, found

USERS = ("anna", "per", "karin", "nobody")
CHANNEL = "#ledningsgrupp"
SAYS = (
    *("vad gäller medier", "xyzzy", "kontakt enhetschef", "kontakt xyzzy", "spelregler", "roller"),
    *("möten", "flytta", "avboka", "dagordning", "serie", "beröm", "ta upp", "innehavare"),
    *("samspelsår", "ändringar", "pausa", "koppla kanalen", "personuppgifter", "personer", "prova"),
    *("otydligt", "hjälp"),
)
LATER = {"purpose", "switch", "praise_no", "cancel", "end_series", "leave"}
"""Buttons that change what is tried after them."""

NEXT = "dialogue/2027-02-08"
THREAD = "19:253b1f341670408fb6fe51050b6e5ceb@thread.tacv2;messageid=1485983408511"
DRAWN = "https://exempel.se/bild.png"


class _Drawn(Mapping[str, str]):
    """Every drawing has an address."""

    def __getitem__(self, svg: str) -> str:
        return DRAWN

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


SETTINGS = (
    Setting(pictures=_Drawn()),
    Setting(at=THREAD, pictures=_Drawn()),
    Setting(at=THREAD, dialog=True, pictures=_Drawn()),
)


@dataclass
class Gathered:
    """What a town has said, and the templates that it was said by."""

    town: Town
    messages: dict[Message, None] = field(default_factory=dict)
    forms: dict[str, tuple[Form, FieldErrors | None]] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    filled: set[tuple[str, str]] = field(default_factory=set)

    def take(self, reply: Reply | FieldErrors) -> Reply | FieldErrors:
        if isinstance(reply, FieldErrors):
            self.forms[f"{reply.form}{reply.errors}"] = (reply.form, reply)
        else:
            self.messages.update({reply.message: None} if reply.message else {})
            self.forms.update({str(reply.form): (reply.form, None)} if reply.form else {})
        return reply

    def tour(self, user: str, place: str = "") -> None:
        """Say everything, press every button of the answers, and send every form that opens."""
        for said in SAYS:
            reply = self.take(self.town.say(user, said, place))
            assert isinstance(reply, Reply)
            if reply.form:
                self.fill(user, reply.form, place)
            for one in reply.message.choices if reply.message else ():
                if one.action not in LATER:
                    self.press(user, one.action, one.value, place)

    def press(self, user: str, action: str, value: str = "", place: str = "") -> None:
        reply = self.take(self.town.press(user, action, value, place))
        if isinstance(reply, Reply) and reply.form:
            self.fill(user, reply.form, place)

    def fill(self, user: str, form: Form, place: str = "", **values: str) -> None:
        """Once with nothing and once as one should; each form once for each."""
        if values or (user, form.name) not in self.filled:
            self.filled.add((user, form.name))
            today = self.town.clock.now.date()
            answers = {one.name: _answer(one, today) for one in form.fields} | values
            for filled in ({}, answers):
                self.take(self.town.fill(user, form.name, form.subject, place, **filled))

    def open(self, user: str, form: str, subject: str = "", **values: str) -> None:
        reply = self.take(self.town.press(user, form, subject))
        if isinstance(reply, Reply) and reply.form:
            self.fill(user, reply.form, **values)

    def read(self) -> None:
        """All that has been sent, and what is asked there."""
        for post in list(self.town.wall.posts):
            if post.message and post.message not in self.messages:
                self.messages[post.message] = None


def _answer(one: Field, today: date) -> str:
    match one.input:
        case Input.LINE | Input.LINES:
            return one.value or ("ny@exempel.se" if one.name == "email" else "Ett ord.")
        case Input.CHOICE:
            which = {"office": -1, "holding": -1, "second": 1, "about": 1}.get(one.name, 0)
            return one.value or (one.options[which].value if one.options else "")
        case Input.DATE:
            return str(today + timedelta(days=1))
        case Input.TIME:
            return "10:00"
        case Input.TICK:
            return "yes"


def _arrive(desk: Desk) -> None:
    people.add(desk.session, desk.municipality, name="Ny Person", email="ny1@exempel.se")
    address = Address(chat="slack", place="T1:D1")
    arrivals.arrive(desk, arrivals.Member(user_id="T1:U1", address=address, email="ny1@exempel.se"))


def _others(gathered: Gathered) -> None:
    """What is said outside of commands: at home, to the newly come, of rules."""
    town = gathered.town
    for user in USERS:
        place = Place(chat=CHAT, id=personal(user), kind=PlaceKind.PERSONAL)
        asked = Request(speaker=Speaker(chat=CHAT, user_id=user), place=place, words="")
        gathered.take(answering.greet(town.app, asked))
        for one in (*answering.at_home(town.app, asked), *answering.rules(town.app, asked)):
            gathered.messages[one] = None


def _begin(gathered: Gathered) -> None:
    """Everybody tries everything, and a new agreement is adopted."""
    town = gathered.town
    town.at_desk(_arrive)
    for user, place in (*((user, "") for user in USERS), ("karin", CHANNEL)):
        gathered.tour(user, place)
    for action in ("note", "pair_agreement", "end_series", "made_up", "feedback"):
        gathered.press("anna", action, NEXT)
    decision = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 30))
    adopted = shipped.versions("vaggeryd")[-1].adopted(decision, date(2027, 1, 1))
    town.at_desk(lambda desk: amendments.adopt(desk, adopted))


def _go_on(gathered: Gathered) -> None:
    """The first meetings are held, what was given is answered, and the rest is called off."""
    town = gathered.town
    town.go(date(2026, 12, 20))
    for action in ("note", "pair_agreement", "move", "agenda_item"):
        gathered.press("anna", action, DIALOGUE)
        gathered.press("per", action, DIALOGUE)
    for number, user in product("123", ("per", "olle", "eva", "ida")):
        gathered.press(user, "praise_yes", number)
    gathered.open("anna", "pair_agreement", DIALOGUE, day="2026-12-01")
    for _ in range(2):
        gathered.open("anna", "series", start="2027-03-01", at="13:00")
    listed = town.say("anna", "möten").message
    for one in listed.choices if listed else ():
        if one.action == "end_series":
            gathered.press("anna", one.action, one.value)
    for action in ("agenda_item", "cancel", "agenda_item"):
        gathered.press("anna", action, NEXT)
    gathered.open("karin", "leave", day="2026-12-31")
    for ask in ("annual_review", "survey"):
        gathered.press("karin", "switch", f"{ask}:on")


def _live(gathered: Gathered) -> None:
    _begin(gathered)
    _go_on(gathered)
    gathered.town.go(date(2028, 2, 20))
    for action in ("nothing", "management_group"):
        gathered.press("karin", "purpose", action, CHANNEL)
    _others(gathered)
    gathered.read()


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gathered]:
    town = found(of_kind("sqlite", tmp_path_factory.mktemp("cards")))
    gathered, render = Gathered(town), rendering.render_text

    def heard(template: str, **facts: Any) -> str:  # noqa: ANN401
        gathered.templates.add(template)
        return render(template, **facts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "render_text", heard)
        _live(gathered)
    yield gathered
    town.app.engine.dispose()


def cards(gathered: Gathered) -> Iterator[tuple[Json, Setting]]:
    for setting in SETTINGS:
        for message in gathered.messages:
            yield layout.card(message, {"words": "x"}, setting), setting
        for form, wrong in gathered.forms.values():
            carried = {"form": form.name, "subject": form.subject, "once": "1", "at": THREAD}
            yield form_layout.card(form, carried, wrong, dialog=setting.dialog), setting


def test_most_of_what_samspel_can_say_has_been_said(gathered: Gathered) -> None:
    there = {
        str(path.relative_to(rendering.TEMPLATES))
        for folder in (rendering.TEMPLATES, rendering.TEMPLATES / "forms")
        for path in folder.glob("[!_]*.xml")
    }
    missing = sorted(there - gathered.templates)
    assert len(missing) <= len(there) * 0.2, missing
    assert {form.name for form, _ in gathered.forms.values()} == set(FORMS)
    assert {parse(said)[0] for said in SAYS} >= set(COMMANDS)


def test_every_card_is_one_that_teams_takes(gathered: Gathered) -> None:
    for card, setting in cards(gathered):
        checks.card(card, dialog=setting.dialog)
        assert len(json.dumps(card, ensure_ascii=False)) * 2 <= checks.SIZE
        sent = layout.attachment(card)
        assert len(json.dumps({"attachments": [sent]}, ensure_ascii=False)) * 2 <= checks.SIZE


def test_no_message_loses_anything_in_silence(gathered: Gathered) -> None:
    for setting in SETTINGS:
        for message in gathered.messages:
            card = layout.card(message, {"words": "x"}, setting)
            if words("cut") not in text(card):
                shown = [one["data"] for one in buttons_of(card)]
                there = [(one.action, one.value) for one in message.choices]
                assert [(one["action"], one["value"]) for one in shown] == there, message.title


def problems(found: list[Json]) -> list[list[str]]:
    """What Microsoft's own reader has against each of the cards."""
    folder = require_client()
    lines = "\n".join(map(json.dumps, found))
    command = ["node", str(folder / "validate.cjs")]
    said = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_microsofts_own_reader_has_nothing_against_any_card(gathered: Gathered) -> None:
    found = [card for card, _ in cards(gathered)]
    said = problems(found)
    assert len(said) == len(found)
    assert not [one for one in said if one]


INPUT = {"type": "Input.Text", "id": "a", "label": "Ord", "isRequired": True, "errorMessage": "x"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([{"type": "Nytt"}], "Unknown element type"),
        ([{"type": "ActionSet", "actions": [{"type": "Action.Nytt"}]}], "Unknown action type"),
        ([INPUT | {"label": ""}], "should have a label"),
        ([INPUT | {"errorMessage": ""}], "should have an error message"),
        ([INPUT | {"type": "Input.ChoiceSet", "choices": []}], "at least one choice"),
        ([INPUT, INPUT], "Duplicate Id"),
        ([{"type": "TextBlock", "text": "x", "size": "Enormous"}], "Invalid value"),
    ],
)
def test_microsofts_own_reader_finds_what_is_wrong(body: list[Json], said: str) -> None:
    right = {"type": "AdaptiveCard", "version": "1.5", "body": [INPUT]}
    well, ((first, *_)) = problems([right, right | {"body": body}])
    assert well == []
    assert said in first
