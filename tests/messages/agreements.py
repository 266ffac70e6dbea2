"""Agreements for the tests of this package: small ones, and any that the format can hold."""

import unicodedata
from datetime import date

from hypothesis import strategies as st

from messages import grammar
from messages.agreement import (
    Agreement,
    Ask,
    Decision,
    Kind,
    Path,
    PathCase,
    Role,
    Rule,
    Section,
    Status,
)


def rule(rule_id: str, text: str = "En regel.", **values: object) -> Rule:
    given: dict[str, object] = {
        "id": rule_id,
        "heading": f"Rubrik {rule_id}",
        "text": text,
        "sources": ("avsnitt 1",),
        "topics": ("kontakt",),
        "roles": (Role.EVERYONE,),
        **values,
    }
    return Rule(**given)  # type: ignore[arg-type]


def agreement(*rules: Rule, **values: object) -> Agreement:
    given: dict[str, object] = {
        "municipality": "Provby",
        "title": "En överenskommelse",
        "called": "överenskommelsen",
        "status": Status.PROPOSAL,
        "verbatim": False,
        "sections": (Section(heading="Avsnitt", rules=rules or (rule("en-regel"),)),),
        **values,
    }
    return Agreement(**given)  # type: ignore[arg-type]


LETTERS = st.characters(
    codec="utf-8",
    categories=["L", "N", "P", "S"],
    exclude_characters="#,;:{}→-",
)
WORD = (
    st.text(LETTERS, min_size=1, max_size=12)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(str.isprintable)
)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
PARAGRAPHS = st.lists(LINE, min_size=1, max_size=3).map("\n\n".join)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@st.composite
def rules(draw: st.DrawFn, rule_id: str) -> Rule:
    steps = st.lists(LINE, min_size=2, max_size=4).map(tuple)
    path = st.builds(Path, case=st.sampled_from(PathCase), steps=steps)
    paths = draw(st.lists(path, max_size=3))
    return Rule(
        id=rule_id,
        heading=draw(LINE),
        text=draw(PARAGRAPHS),
        sources=tuple(draw(st.lists(LINE, min_size=1, max_size=3))),
        topics=tuple(draw(st.lists(LINE, min_size=1, max_size=4))),
        roles=tuple(draw(st.lists(st.sampled_from(sorted(grammar.ROLES.values())), min_size=1))),
        kind=draw(st.sampled_from(Kind)),
        principle=draw(st.booleans()),
        asks=tuple(draw(st.lists(st.sampled_from(Ask), max_size=2))),
        paths=tuple(sorted(paths, key=lambda one: list(PathCase).index(one.case))),
        not_for=tuple(draw(st.lists(st.sampled_from(sorted(grammar.ROLES.values())), max_size=2))),
        review=draw(st.just("") | LINE),
    )


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    cut = draw(st.integers(0, len(ids) - 1))
    parts = [part for part in (ids[:cut], ids[cut:]) if part]
    decision = st.builds(Decision, body=LINE, paragraph=st.just("") | LINE, day=st.none() | DAYS)
    return Agreement(
        municipality=draw(LINE),
        title=draw(LINE),
        called=draw(LINE),
        status=draw(st.sampled_from(Status)),
        verbatim=draw(st.booleans()),
        record=draw(st.just("") | LINE),
        since=draw(st.none() | DAYS),
        decision=draw(st.none() | decision),
        review=draw(st.just("") | LINE),
        sections=tuple(
            Section(heading=draw(LINE), rules=tuple(draw(rules(one)) for one in part))
            for part in parts
        ),
    )
