"""Documents become a draft that the format takes, word for word, with an id for each rule."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.agreement import Ask, Kind, Role, Status
from messages.importing.draft import (
    LONGEST_HEADING,
    NO_TITLE,
    ImportFailed,
    document,
    draft,
)
from messages.importing.source import Line, line_of, lines
from messages.reading import read
from messages.writing import write
from tests.messages.importing.provby import STATEMENTS, drafted, printed, text


@st.composite
def any_lines(draw: st.DrawFn) -> list[Line]:
    texts = st.text(max_size=40) | st.sampled_from(
        [
            "# Rubrik",
            "## 2",
            "{#id}",
            "- - a",
            "a; b",
            "Roller: alla",
            "1. Ett",
            "§ 3",
            "Ansvar",
            "ska",
            "Att se",
            "{}",
            "#",
            "№",
            "Beslut",
            "Beslut 2",
            "Sammanfattning:",
            "e\u0301",
            "KSO ringer KD som ringer VD",
            'Nämnden beslutade att andra punkten under rubriken "Ansvar" ändras till: "Att se "',
        ],
    )
    made = [
        line_of(
            draw(texts),
            gap=draw(st.booleans()),
            level=draw(st.sampled_from([0, 0, 1, 2, 3])),
            bullet=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 12)))
    ]
    return [line for line in made if line]


@settings(max_examples=300)
@given(st.lists(any_lines(), min_size=1, max_size=2))
def test_any_lines_make_a_draft_that_is_read_back_as_it_was_written(
    parts: list[list[Line]],
) -> None:
    try:
        made = draft([document(str(name), part) for name, part in enumerate(parts)], "Provby")
    except ImportFailed:
        return
    assert read(write(made), file="prov.md") == made


def test_a_draft_says_what_is_known_of_the_document(tmp_path: Path) -> None:
    made = drafted(text(tmp_path / "a.txt", printed()))
    assert made.municipality == "Provby"
    assert made.title == "Spelregler för politiker och tjänstepersoner"
    assert made.called == "spelreglerna"
    assert made.status is Status.PROPOSAL
    assert made.verbatim
    assert made.since is None
    assert made.decision is None
    assert made.unreviewed == 0
    assert [section.heading for section in made.sections] == [
        "1. Varför vi har spelregler",
        "2. Vem som gör vad – Politiken ska",
        "2. Vem som gör vad – Tjänsteorganisationen ska",
        "3. Hur vi talar med varandra",
    ]


def test_a_rule_is_given_what_its_words_tell(tmp_path: Path) -> None:
    rules = {rule.text: rule for rule in drafted(text(tmp_path / "a.txt", printed())).rules}
    bullet = rules[STATEMENTS[2]]
    assert bullet.heading == "Politiken ska: Bestämma vad som ska göras och när det ska vara gjort"
    assert bullet.roles == (Role.ELECTED_MEMBER,)
    assert bullet.principle
    assert bullet.kind is Kind.RULE
    assert not rules[STATEMENTS[4]].principle, "too short to be posted by itself"
    assert not rules[STATEMENTS[0]].principle, "a paragraph"
    assert rules[STATEMENTS[1]].asks == (Ask.ANNUAL_REVIEW,)
    assert rules[STATEMENTS[8]].asks == (Ask.FEEDBACK,)
    assert rules[STATEMENTS[7]].paths[0].steps[0] == "förtroendevald"
    assert all(len(rule.heading) <= LONGEST_HEADING + 1 for rule in rules.values())


def test_ids_are_made_of_the_first_words_and_none_stands_twice() -> None:
    texts = [
        "Steg",
        "Steg",
        "Steg 2",
        "Steg",
        "Åtgärda öppet på ett sätt som alla kan förstå",
        "！",
    ]
    made = draft([document("a", [Line(text=one, bullet=True) for one in texts])], "Provby")
    assert [rule.id for rule in made.rules] == [
        "steg",
        "steg-2",
        "steg-2-2",
        "steg-3",
        "atgarda-oppet-pa-ett-satt-som",
        "regel",
    ]


def test_a_document_without_a_title_is_one_to_name() -> None:
    made = draft([document("a", list(lines(["Vi talar med varandra."])))], "Provby")
    assert made.title == NO_TITLE
    assert made.unreviewed == 1
    assert "namn" in made.review


def test_several_documents_make_one_draft(tmp_path: Path) -> None:
    other = text(tmp_path / "b.txt", "Bilaga om möten\n\nVi börjar i tid och vi slutar i tid.\n")
    made = drafted(text(tmp_path / "a.txt", printed()), other)
    assert [rule.text for rule in made.rules] == [
        *STATEMENTS,
        "Vi börjar i tid och vi slutar i tid.",
    ]


def test_the_municipality_is_found_in_the_text_unless_it_is_named(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed().replace("Provby", "Alingsås"))
    assert drafted(source, municipality="").municipality == "Alingsås"
    assert drafted(source, municipality="Provby").municipality == "Provby"


def test_a_municipality_that_nobody_names_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="--municipality"):
        drafted(text(tmp_path / "a.txt", printed()), municipality="")


def test_more_than_an_agreement_can_be_is_refused() -> None:
    many = [Line(text=f"Punkt {number}", bullet=True) for number in range(3001)]
    with pytest.raises(ImportFailed, match="more than 3000 paragraphs and bullets"):
        draft([document("a.txt", many)], "Provby")
