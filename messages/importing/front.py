"""What a document says of itself before it begins: who adopted it, its record, from when it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import dates
from messages.agreement import Decision
from messages.importing.source import Line

FIRST = 25
"""Lines further down are the document itself."""

_DAY = r"\d{4}-\d\d-\d\d"
_ADOPTED = re.compile(
    rf"(?:Antag|Fastställ|Beslut)\w* av (?P<body>[\wåäö]+(?: [\wåäö]+)?)"
    rf"(?:,? (?:den )?(?P<day>{_DAY}))?(?:,? ?§ ?(?P<paragraph>\d+))?\.?",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"(?:Diarienummer|Dnr|Ärendenummer):? (?P<record>[A-ZÅÄÖ]{1,6}[ -]?\d{4}[/:]\d+)"
)
_SINCE = re.compile(rf"(?:Gäller|Giltig)(?: från)?(?: och med)?:? (?P<day>{_DAY})", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:Dokumenttyp|Dokumentnamn|Dokumentansvarig|Dokumentägare|Ansvarig|Revideras|Reviderad|"
    r"Senast reviderad|Version|Giltighetstid|Giltig till|Gäller för|Framtagen av|Målgrupp)"
    r": ?.{1,80}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"Innehåll(?:sförteckning)?:?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Front:
    """What a document says of itself; `other` are lines that the format has no place for."""

    decision: Decision | None = None
    record: str = ""
    since: date | None = None
    other: tuple[str, ...] = ()


def front(lines: Sequence[Line]) -> tuple[Front, list[Line]]:
    """What the first lines say of the document, and the lines that are left."""
    said = {index: line.text for index, line in enumerate(lines[:FIRST]) if not line.bullet}
    adopted = _first(_ADOPTED, said)
    record, since = _first(_RECORD, said), _first(_SINCE, said)
    kinds = (_ADOPTED, _RECORD, _SINCE, _OTHER, _CONTENTS)
    gone = {index for index, text in said.items() if any(kind.fullmatch(text) for kind in kinds)}
    found = Front(
        decision=_decision(adopted) if adopted else None,
        record=record["record"] if record else "",
        since=_day(since["day"]) if since else None,
        other=tuple(said[index] for index in sorted(gone) if _OTHER.fullmatch(said[index])),
    )
    return found, [line for index, line in enumerate(lines) if index not in gone]


def _first(kind: re.Pattern[str], said: dict[int, str]) -> re.Match[str] | None:
    matches = (kind.fullmatch(text) for text in said.values())
    return next(filter(None, matches), None)


def _decision(adopted: re.Match[str]) -> Decision:
    body = adopted["body"]
    return Decision(
        body=body[:1].lower() + body[1:],
        paragraph=f"§ {adopted['paragraph']}" if adopted["paragraph"] else "",
        day=_day(adopted["day"]) if adopted["day"] else None,
    )


def _day(text: str) -> date | None:
    try:
        return dates.read_day(text)
    except ValueError:
        return None
