"""A database with an agreement for each of the 290 municipalities, no two of them alike."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from random import Random

from bot.database import connect, migrate, writing
from bot.tables import AgreementRow
from messages import dictionary, importing, lexicon, shipped
from messages.addressing import Municipality
from messages.agreement import Agreement, Rule, Section, Status
from messages.writing import write
from schedules import calendar
from tests.bench import asked

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
RULES = 186
NAMES = Path(importing.__file__).with_name("municipalities.txt").read_text("utf-8").splitlines()


def fill(url: str) -> list[Agreement]:
    """Store an agreement for each municipality in a new database, as `agreements.store` does."""
    made = [agreement(number, name) for number, name in enumerate(NAMES)]
    engine = connect(url)
    migrate(engine)
    with writing(engine) as session:
        for number, one in enumerate(made):
            value = Municipality(slug=f"kommun-{number}", name=one.municipality)
            municipality = calendar.add_municipality(session, value, NOW)
            text = write(one)
            row = AgreementRow(
                municipality_id=municipality.id,
                number=1,
                digest=sha256(text.encode()).hexdigest(),
                text=text,
                lemmas=zlib.compress(json.dumps(lemmas(one)).encode()),
                stored_at=NOW,
            )
            session.add(row)
    engine.dispose()
    return made


def agreement(number: int, name: str) -> Agreement:
    """So many rules from all the agreements there are, about that municipality."""
    random = Random(number)  # noqa: S311 - not for secrets
    chosen = sorted(random.sample(range(len(_pool())), RULES))
    rules = [(_pool()[place][0], _of(name, place)) for place in chosen]
    return Agreement(
        municipality=name,
        title=f"Samspel i {name}",
        called="överenskommelsen",
        status=Status.PROPOSAL,
        verbatim=True,
        sections=tuple(_sections(rules)),
    )


def lemmas(made: Agreement) -> dict[str, str]:
    """What `dictionary.lemmas_of` gives, without going through the dictionary 290 times."""
    known = lexicon.shipped().words({})
    new = dictionary.new_words(made, known)
    found = _forms()
    wanted = {found.get(word, word) for word in new}
    return {form: lemma for form, lemma in found.items() if lemma in wanted}


def _of(name: str, place: int) -> Rule:
    _, rule, before = _pool()[place]
    return replace(rule, id=f"regel-{place}", text=rule.text.replace(before, name))


def _sections(rules: Sequence[tuple[str, Rule]]) -> Iterator[Section]:
    for heading, part in groupby(rules, key=lambda one: one[0]):
        yield Section(heading=heading, rules=tuple(rule for _, rule in part))


@cache
def _pool() -> list[tuple[str, Rule, str]]:
    """Every rule of the agreements there are: its section, itself, and whose it is."""
    found = [version for name in shipped.names() for version in shipped.versions(name)]
    if asked.documents_are_there():
        found += [asked.imported(name) for name in asked.FILES]
    return [
        (section.heading, rule, one.municipality)
        for one in found
        for section in one.sections
        for rule in section.rules
    ]


@cache
def _forms() -> dict[str, str]:
    """The lemmas of all the agreements' words that the lexicon does not have."""
    known = lexicon.shipped().words({})
    texts = [agreement(number, name) for number, name in enumerate(NAMES)]
    return dictionary.forms({word for one in texts for word in dictionary.new_words(one, known)})
