"""A body's decision about an agreement: who decided what, and which wording it changes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import dates
from messages.importing.outline import Outline, Statement

SURE_HEADING = 90
"""How alike (of 100) a heading and its name in a decision must be to be the same."""

SURE_WORDING = 85
"""How much of a new wording (of 100) must stand in the old one for it to be the one meant."""

ORDINALS = (
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
)
BULLETS = "attsats|strecksats|punkt"

_PARAGRAPH = re.compile(r"§ ?(\d+)")
_RECORD = re.compile(r"\b([A-ZÅÄÖ]{2,6}[ -]?\d{4}[/:]\d{1,6})\b")
_ACTS = re.compile(
    r"^(?:att )?(?P<body>[A-ZÅÄÖ]\w*(?:fullmäktige|styrelsen?|nämnden|utskottet)) "
    r"(?P<act>föreslår|beslutar|beslutade|beslutat|antar)"
)
_ADOPTS = re.compile(
    r"antar\b|(?:beslutar|beslutade|beslutat):? (?:att )?(?:enhälligt )?"
    r"(?:anta|antar|antog|fastställa|fastställer|godkänna|godkänner)\b"
)
_AMENDS = re.compile(
    r"(?P<body>[A-ZÅÄÖ][\w ]{0,80}?) beslutade(?: den)?(?: (?P<day>\d{4}-\d\d-\d\d))?,?"
    r"(?: § ?(?P<paragraph>\d+))? att (?P<ordinal>\w+) "
    rf"(?:(?P<bullet>{BULLETS})\w*|stycket).{{0,60}}?rubriken [\"”“](?P<heading>[^\"”“]+)[\"”“] "
    r"(?:ändras till|ska lyda|får lydelsen|ersätts med):? ?[\"”“](?P<text>[^\"”“]+)[\"”“]"
)
_CHANGES = re.compile(
    r"\b(?:ändras|ersätts|stryks|utgår|tillförs|läggs till|ska lyda|får lydelsen|ny lydelse)\b",
    re.IGNORECASE,
)
_PARTS = ("beslut", "sammanfattning", "yrkande", "expedier", "beslutsunderlag")
_FEWEST_PARTS = 2


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One statement gets a new wording; `source` says by which decision."""

    heading: str
    number: int
    bullet: bool
    text: str
    source: str
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The minutes of a decision. `body` and `paragraph` are empty where they do not tell."""

    body: str
    paragraph: str
    proposes: bool
    record: str
    amendments: tuple[Amendment, ...]
    statements: tuple[Statement, ...]


def paper(document: Outline) -> Paper | None:
    """The decision that a document is the minutes of; None for any other document."""
    heads = {name.casefold() for one in document.statements for name in one.path}
    parts = [part for part in _PARTS if any(head.startswith(part) for head in heads)]
    paragraph = _PARAGRAPH.match(document.title)
    if len(parts) < _FEWEST_PARTS or not (paragraph or "beslut" in parts):
        return None
    texts = [one.text for one in document.statements]
    act = next((found for text in texts if (found := _ACTS.match(text))), None)
    whole = "\n".join([document.title, *heads_of(document), *texts])
    record = _RECORD.search(whole)
    return Paper(
        body=_lower(act["body"]) if act else "",
        paragraph=f"§ {paragraph[1]}" if paragraph else "",
        proposes=act is None or not _ADOPTS.match(act.string[act.start("act") :]),
        record=record[1] if record else "",
        amendments=tuple(_amendment(match) for match in _AMENDS.finditer(whole)),
        statements=document.statements,
    )


def heads_of(document: Outline) -> list[str]:
    """The headings of a document, in order, each once."""
    return list(dict.fromkeys(name for one in document.statements for name in one.path))


def changes(text: str) -> int:
    """How many times a statement of a decision speaks of another wording."""
    return len(_CHANGES.findall(text))


def amended(statements: Sequence[Statement], amendment: Amendment) -> Statement | None:
    """The one statement that an amendment surely means; None where that is not sure."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an amendment needs it

    under = [
        one
        for one in statements
        if one.path and fuzz.ratio(_key(one.path[-1]), _key(amendment.heading)) >= SURE_HEADING
    ]
    found = [
        one for one in under if (one.number, one.bullet) == (amendment.number, amendment.bullet)
    ]
    if len(found) != 1:
        return None
    alike = fuzz.partial_ratio(_key(amendment.text), _key(found[0].text))
    return found[0] if alike >= SURE_WORDING else None


def _amendment(match: re.Match[str]) -> Amendment:
    day = dates.read_day(match["day"]) if match["day"] else None
    when = ", ".join(
        part
        for part in (match["day"], f"§ {match['paragraph']}" if match["paragraph"] else "")
        if part
    )
    ordinal = match["ordinal"].casefold()
    return Amendment(
        heading=match["heading"],
        number=ORDINALS.index(ordinal) + 1 if ordinal in ORDINALS else 0,
        bullet=bool(match["bullet"]),
        text=" ".join(match["text"].split()),
        source=f"ändrad av {_lower(match['body'])} {when}".strip(),
        day=day,
    )


def _lower(body: str) -> str:
    return body[:1].lower() + body[1:]


def _key(text: str) -> str:
    return text.casefold().strip(" :.")
