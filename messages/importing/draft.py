"""The source documents of one agreement → a draft in the agreement format."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from messages.agreement import Agreement, Decision, Kind, Role, Rule, Section, Status
from messages.errors import PlainError
from messages.importing import furniture, papers, recognising
from messages.importing.front import Front, front
from messages.importing.outline import Outline, Statement, outline
from messages.importing.papers import Amendment, Paper
from messages.importing.passages import leads_in, passages
from messages.importing.source import Line
from messages.words import fold, shorten

LONGEST_HEADING, LONGEST_ABOVE, LONGEST_ID_WORDS = 90, 45, 6

MOST_STATEMENTS = 3000
"""No agreement is nearly as long; a list of everything else is."""

PRINCIPLE_LENGTH = range(40, 320)
"""How many letters a bullet has that is fit to be posted by itself."""

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")

NO_TITLE = "Namnlöst dokument"

Topics = Mapping[str, tuple[str, ...]]


class ImportFailed(PlainError):
    """The documents cannot be made into a draft; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One source document as it was read: what it calls itself, and its outline."""

    file: str
    name: str
    front: Front
    outline: Outline


def document(file: str, lines: Sequence[Line]) -> Document:
    """The outline of a file's lines, page numbers and headers left out."""
    kept, name = furniture.without_furniture(lines)
    said, rest = front(kept)
    return Document(file=file, name=name, front=said, outline=outline(passages(rest)))


def draft(documents: Sequence[Document], municipality: str = "") -> Agreement:
    """The agreement that the documents make, every paragraph and bullet of theirs word for word.

    Documents that are minutes of a decision come last, as procedure; a wording that they surely
    change is changed. Notes to review stand where a person has something to look at.
    Raises ImportFailed where no document holds an agreement, or more than one can be, or where the
    municipality is not named.
    """
    read = [(one, papers.paper(one.outline)) for one in documents]
    texts = [one for one, paper in read if paper is None and one.outline.statements]
    decisions = [paper for _, paper in read if paper]
    if not texts:
        raise ImportFailed("None of the files holds the agreement itself, only decisions about it.")
    if sum(len(one.outline.statements) for one in documents) > MOST_STATEMENTS:
        raise ImportFailed(f"The files hold more than {MOST_STATEMENTS} paragraphs and bullets.")
    everything = [part for one in texts for part in _texts(one)]
    found = municipality or recognising.municipality(everything)
    if not found:
        raise ImportFailed("No municipality is named in the files; name it with --municipality.")
    return _agreement(texts, decisions, found, recognising.called(everything))


def _texts(document: Document) -> list[str]:
    head = [document.outline.title, document.name, *papers.heads_of(document.outline)]
    return [*head, *(statement.text for statement in document.outline.statements)]


def _agreement(
    texts: Sequence[Document], decisions: Sequence[Paper], municipality: str, called: str
) -> Agreement:
    statements = [one for text in texts for one in text.outline.statements]
    amendments = [amendment for paper in decisions for amendment in paper.amendments]
    changed = {
        id(statement): amendment
        for amendment in amendments
        if (statement := papers.amended(statements, amendment))
    }
    ids = _Ids()
    rules = [(_heading(one), _rule(one, ids, changed.get(id(one)))) for one in statements]
    applied = [amendment.text for amendment in changed.values()]
    rules += [
        (_decided(paper, one), _procedure(paper, one, ids, applied))
        for paper in decisions
        for one in paper.statements
    ]
    title = next((name for one in texts for name in (one.outline.title, one.name) if name), "")
    decision = decisions[-1] if decisions else None
    said = texts[0].front
    proposed = decision.proposes if decision else said.decision is None
    return Agreement(
        municipality=municipality,
        title=title or NO_TITLE,
        called=called,
        status=Status.PROPOSAL if proposed else Status.ADOPTED,
        verbatim=True,
        record=next((paper.record for paper in decisions if paper.record), said.record),
        since=max((one.day for one in changed.values() if one.day), default=said.since),
        decision=_decision(decision) or said.decision,
        sections=tuple(_sections(rules)),
        review=" ".join(_notes(title, said)),
    )


def _notes(title: str, said: Front) -> Iterator[str]:
    if not title:
        yield "dokumentets namn framgår inte av källan; skriv det överst."
    if said.other:
        yield f"på första sidan står också: {'; '.join(said.other)}."


def _decision(paper: Paper | None) -> Decision | None:
    if paper is None or not paper.body:
        return None
    return Decision(body=paper.body, paragraph=paper.paragraph)


def _sections(rules: Sequence[tuple[str, Rule]]) -> Iterator[Section]:
    for heading, part in groupby(rules, key=lambda one: one[0]):
        yield Section(heading=heading, rules=tuple(rule for _, rule in part))


def _heading(statement: Statement) -> str:
    return _plain(" – ".join(name.rstrip(" :") for name in statement.path)) or "Inledning"


def _decided(paper: Paper, statement: Statement) -> str:
    return _plain(f"{paper.paragraph or 'Beslut'} {statement.path[-1] if statement.path else ''}")


def _rule(statement: Statement, ids: "_Ids", amendment: Amendment | None) -> Rule:
    text = amendment.text if amendment else statement.text
    sources = (statement.source, amendment.source) if amendment else (statement.source,)
    kind = recognising.kind(text)
    return Rule(
        id=ids.of(statement.text),
        heading=_title(statement, text),
        text=_body(text),
        sources=sources,
        topics=("samspel",),
        roles=_roles(statement, text),
        kind=kind,
        principle=kind is Kind.RULE and statement.bullet and len(text) in PRINCIPLE_LENGTH,
        asks=recognising.asks(text) if kind is Kind.RULE else (),
        paths=recognising.paths(text) if kind is Kind.RULE else (),
    )


def _procedure(paper: Paper, statement: Statement, ids: "_Ids", applied: Sequence[str]) -> Rule:
    lead = statement.path[-1:] if statement.number == 1 else ()
    changes = papers.changes(" ".join([*lead, statement.text]))
    amends = changes > sum(text in statement.text for text in applied)
    where = statement.source if len(statement.path) < 2 else _last(statement)
    return Rule(
        id=ids.of(f"{paper.paragraph} {statement.text}"),
        heading=_title(statement, statement.text),
        text=_body(statement.text),
        sources=(
            ", ".join(part for part in (f"{paper.body} {paper.paragraph}".strip(), where) if part),
        ),
        topics=("beslut",),
        roles=(Role.EVERYONE,),
        kind=Kind.PROCEDURE,
        review="ändringen kunde inte föras in säkert; för in den för hand." if amends else "",
    )


def _last(statement: Statement) -> str:
    return replace(statement, path=statement.path[-1:]).source


def _roles(statement: Statement, text: str) -> tuple[Role, ...]:
    """Whom it speaks to: those that a heading which leads in to it names, else its own words."""
    lead = statement.path[-1] if statement.path and leads_in(statement.path[-1]) else ""
    found = recognising.roles(lead)
    return found if found != (Role.EVERYONE,) else recognising.roles(text)


def _title(statement: Statement, text: str) -> str:
    """What the statement is called in a list: the heading above it and its own first words."""
    above = _NUMBER.sub("", statement.path[-1]).rstrip(" :") if statement.path else ""
    sentence = re.split(r"(?<=[^.][.?]) (?=[A-ZÅÄÖ])", text)[0].rstrip(".")
    short = _cut(above, LONGEST_ABOVE)
    return _plain(_cut(f"{short}: {sentence}" if above else sentence, LONGEST_HEADING))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return shorten(text, longest).rpartition(" ")[0].rstrip(" ,;:") + " …"


def _plain(text: str) -> str:
    """A line that the format takes as a heading."""
    return re.sub(r"[{}]", "", text).strip(" #") or "Utan rubrik"


def _body(text: str) -> str:
    """The text as the format takes it: a line that begins with # would be a heading."""
    return re.sub(r"^#", "№", text)


class _Ids:
    """Ids from the first words of a text, none twice."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, text: str) -> str:
        letters = unicodedata.normalize("NFKD", fold(text.casefold())).encode("ascii", "ignore")
        words = re.findall(r"[a-z0-9]+", letters.decode())[:LONGEST_ID_WORDS]
        name = found = "-".join(words)[:60].strip("-") or "regel"
        while found in self._given:
            self._given[name] += 1
            found = f"{name}-{self._given[name]}"
        self._given[found] += 1
        return found
