"""What offices, channels and meetings are called."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.addressing import Office, Purpose

NO_TITLES: Mapping[str, str] = {}


def office(value: Office, titles: Mapping[str, str] = NO_TITLES) -> str:
    """The office in a running sentence, in full: "kommundirektören (KD)".

    `titles` has the municipality's own words by office kind: a region's KD is
    "regiondirektören (RD)".
    """
    if value.kind in titles and not value.body:
        return titles[value.kind]
    term = _terms().office[value.kind]
    return term["of"].format(body=value.body) if value.body and "of" in term else term["name"]


def title(value: Office, titles: Mapping[str, str] = NO_TITLES) -> str:
    """The office after a holder's name: "Per Ek, kommundirektör (KD)"."""
    if value.kind in titles and not value.body:
        return titles[value.kind]
    term = _terms().office[value.kind]
    return (
        term["title_of"].format(body=value.body)
        if value.body and "title_of" in term
        else (term["title"])
    )


def spoken(kind: str) -> tuple[str, ...]:
    """What people call an office in running text, as the beginnings of words."""
    return tuple(_terms().office[kind].get("spoken", "").split(", "))


def purpose(value: Purpose) -> str:
    """The channel's usual name: "förtroendevalda"."""
    return _terms().purpose[value]


def meeting(kind: str) -> str:
    """What a meeting or an event of the year is called, with a capital letter."""
    return _terms().meeting[kind]


def the_meeting(kind: str) -> str:
    """The meeting or event in the definite form, for a running sentence."""
    return _terms().the_meeting[kind]


def agenda(kind: str) -> tuple[str, ...]:
    """The standing items of a meeting that has none of its own."""
    return tuple(_terms().agenda.get(kind, ()))


def grey_zone(heading: str, sources: Iterable[str]) -> str:
    """A rule as a point on the agenda of those who settle what it leaves open."""
    return _terms().point["grey_zone"].format(heading=heading, sources="; ".join(sources))


@dataclass(frozen=True, kw_only=True)
class _Terms:
    office: Mapping[str, Mapping[str, str]]
    purpose: Mapping[str, str]
    meeting: Mapping[str, str]
    the_meeting: Mapping[str, str]
    point: Mapping[str, str]
    agenda: Mapping[str, list[str]]


@cache
def _terms() -> _Terms:
    return _Terms(**tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8")))
