"""Every statement has its place, said as one would say it."""

from messages.importing.outline import Outline, outline
from messages.importing.passages import Passage, Shape, passages
from messages.importing.source import lines


def head(text: str, level: int = 0) -> Passage:
    return Passage(shape=Shape.HEADING, text=text, level=level)


def para(text: str) -> Passage:
    return Passage(shape=Shape.PARAGRAPH, text=text)


def bullet(text: str) -> Passage:
    return Passage(shape=Shape.BULLET, text=text)


def sources(made: Outline) -> list[str]:
    return [one.source for one in made.statements]


def test_bullets_and_paragraphs_are_counted_apart_under_each_heading() -> None:
    made = outline(
        [
            head("Roller"),
            para("Ett."),
            bullet("a"),
            para("Två."),
            bullet("b"),
            head("Möten"),
            bullet("c"),
        ]
    )
    assert sources(made) == [
        "Roller, stycke 1",
        "Roller, punkt 1",
        "Roller, stycke 2",
        "Roller, punkt 2",
        "Möten, punkt 1",
    ]


def test_a_numbered_section_is_called_by_its_number() -> None:
    made = outline(
        [
            head("2. Roller", 1),
            head("KSO"),
            bullet("a"),
            head("KD"),
            bullet("b"),
            head("3. Möten", 1),
            para("c"),
        ]
    )
    assert sources(made) == [
        "avsnitt 2, KSO, punkt 1",
        "avsnitt 2, KD, punkt 1",
        "avsnitt 3, stycke 1",
    ]


def test_levels_tell_what_stands_under_what() -> None:
    made = outline(
        [
            head("A", 1),
            para("a."),
            head("B", 2),
            para("b."),
            head("C", 3),
            para("c."),
            head("D", 2),
            para("d."),
            head("E", 1),
            para("e."),
        ]
    )
    assert [one.path for one in made.statements] == [
        ("A",),
        ("A", "B"),
        ("A", "B", "C"),
        ("A", "D"),
        ("E",),
    ]


def test_two_headings_at_the_top_are_a_title_and_a_section() -> None:
    made = outline([head("Spelregler", 1), head("Roller", 2), para("a.")])
    assert made.title == "Spelregler"
    assert sources(made) == ["Roller, stycke 1"]


def test_a_document_without_a_title_has_none() -> None:
    assert outline([head("Roller"), para("a.")]).title == ""
    assert outline([para("a.")]).title == ""


def test_a_semicolon_in_a_heading_does_not_divide_the_source() -> None:
    made = outline([head("Roller; ansvar:"), para("a."), head("1. B", 1), head("C; d"), para("b.")])
    assert sources(made) == ["Roller, ansvar, stycke 1", "avsnitt 1, C, d, stycke 1"]


def test_a_heading_that_only_leads_in_is_not_named_where_another_one_is() -> None:
    made = outline([head("2. Roller", 1), head("KSO"), head("KSO ska:"), bullet("a")])
    assert sources(made) == ["avsnitt 2, KSO, punkt 1"]


def test_a_heading_that_nothing_stands_under_is_kept_as_a_statement() -> None:
    made = outline(
        [head("A", 1), para("a."), head("Öppenhet", 2), head("B", 1), para("b."), head("Sist", 1)]
    )
    assert [one.text for one in made.statements] == ["a.", "Öppenhet", "b.", "Sist"]


def test_a_list_that_has_lost_its_marks_is_found_by_what_leads_in_to_it() -> None:
    text = "Politikerns uppdrag är att\nSe till helheten\nGe tydliga uppdrag\nAlla är välkomna hit."
    made = outline([para(row) for row in text.splitlines()])
    assert [one.bullet for one in made.statements] == [False, True, True, False]


def test_nothing_is_an_outline_of_nothing() -> None:
    assert outline(passages(list(lines([])))) == Outline(title="", statements=())
