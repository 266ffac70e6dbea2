"""A template and facts → a Message or a Form.

Templates are small XML files, so that the words can be read and edited, and so that a name or a
text with markup in it stays text: Jinja2 escapes every value, and the XML reader undoes it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from messages import dates, terms
from messages.addressing import Office
from messages.form import Field, Form, Input, Option
from messages.message import (
    Block,
    Choice,
    Choices,
    Emphasis,
    Fact,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)

TEMPLATES = Path(__file__).with_name("templates") / "sv"

_LINE_BREAK = "\u2028"
"""Stands for a line break that somebody typed, while the template's own are folded to spaces."""


_today: ContextVar[date] = ContextVar("today")
_titles: ContextVar[Mapping[str, str]] = ContextVar("titles")
"""What the filters of the template being rendered go by. They are not taken from its own context,
for the shared sentences (`parts`, _parts.xml) are made once and have none.
"""

_SPACES = re.compile(r"[ \t\r\n]+")
_BROKEN = re.compile(rf" ?{_LINE_BREAK} ?")


def render(
    template: str, *, today: date, titles: Mapping[str, str] = terms.NO_TITLES, **facts: object
) -> Message:
    """The message that the template makes of the facts.

    `today` decides whether a date needs its year and what "i morgon" is; `titles` are the
    municipality's own words for offices. Control characters in facts are dropped.
    """
    message = _element(f"{template}.xml", today, titles, facts)
    title, *rest = message
    return Message(title=_text(title), blocks=tuple(_BLOCKS[part.tag](part) for part in rest))


def render_form(
    template: str, *, today: date, titles: Mapping[str, str] = terms.NO_TITLES, **facts: object
) -> Form:
    """The form that the template makes of the facts."""
    form = _element(f"forms/{template}.xml", today, titles, facts)
    notice = form.find("notice")
    return Form(
        name=template,
        title=form.attrib["title"],
        submit=form.attrib["submit"],
        subject=form.get("subject", ""),
        notice="" if notice is None else _text(notice),
        fields=tuple(_field(field) for field in form.findall("field")),
    )


def render_text(template: str, **facts: object) -> str:
    """The text of a template that is neither message nor form, such as a drawing."""
    return _environment().get_template(template).render(**facts)


def _element(
    file: str, today: date, titles: Mapping[str, str], facts: Mapping[str, object]
) -> ET.Element:
    _today.set(today)
    _titles.set(titles)
    # The XML is our own template with every value escaped, so it holds no entities of others.
    return ET.fromstring(render_text(file, today=today, titles=titles, **facts))  # noqa: S314


def _block_text(part: ET.Element) -> Block:
    return Text(text=_text(part), small=part.tag == "small")


def _block_choices(part: ET.Element) -> Block:
    return Choices(choices=tuple(_choice(choice) for choice in part))


def _choice(part: ET.Element) -> Choice:
    return Choice(
        label=_text(part),
        action=part.attrib["action"],
        value=part.get("value", ""),
        about=part.get("about", ""),
        emphasis=Emphasis(part.get("emphasis", "plain")),
    )


def _block_facts(part: ET.Element) -> Block:
    return Facts(facts=tuple(Fact(label=fact.attrib["label"], value=_text(fact)) for fact in part))


def _block_items(part: ET.Element) -> Block:
    numbered = part.get("numbered") == "yes"
    return Items(items=tuple(_text(item) for item in part), numbered=numbered)


_BLOCKS: Mapping[str, Callable[[ET.Element], Block]] = {
    "p": _block_text,
    "small": _block_text,
    "quote": lambda part: Quote(text=_text(part), label=part.get("label", "")),
    "facts": _block_facts,
    "list": _block_items,
    "choices": _block_choices,
    "picture": lambda part: Picture(svg=part.text or "", alt=part.attrib["alt"]),
}


def _field(part: ET.Element) -> Field:
    return Field(
        name=part.attrib["name"],
        input=Input(part.attrib["input"]),
        label=part.attrib["label"],
        hint=part.get("hint", ""),
        required=part.get("required") != "no",
        longest=int(part.get("longest", "200")),
        value=_unbroken(part.get("value", "")),
        options=tuple(
            Option(value=option.attrib["value"], label=_text(option))
            for option in part.findall("option")
        ),
        errors={error.attrib["code"]: _text(error) for error in part.findall("error")},
    )


def _text(part: ET.Element) -> str:
    return _unbroken(_SPACES.sub(" ", "".join(part.itertext())).strip())


def _unbroken(text: str) -> str:
    return _BROKEN.sub("\n", text) if _LINE_BREAK in text else text


def _printable(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    lines = re.split(r"\r\n|[\n\r\u2028\u2029\x85]", value)
    return _LINE_BREAK.join(
        "".join(character for character in line if unicodedata.category(character) not in _UNSEEN)
        for line in lines
    )


_UNSEEN = {"Cc", "Cs", "Cn"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "day": _dated(dates.day),
        "plain_day": _dated(dates.plain_day),
        "moment": _dated(dates.moment),
        "soon": _dated(dates.soon),
        "full_day": dates.full_day,
        "clock": dates.clock,
        "office": _titled(terms.office),
        "title": _titled(terms.title),
        "purpose": terms.purpose,
        "meeting": terms.meeting,
        "the_meeting": terms.the_meeting,
        "first_upper": lambda text: text[:1].upper() + text[1:],
    }
    environment.globals["parts"] = environment.get_template("_parts.xml").module
    return environment


def _dated(write: Callable[..., str]) -> Callable[[date | datetime], str]:
    return lambda value: write(value, today=_today.get())


def _titled(write: Callable[..., str]) -> Callable[[Office], str]:
    return lambda value: write(value, _titles.get())
