"""A document says the same in a txt, md, docx or pdf, however its lines were broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.importing.outline import outline
from messages.importing.passages import passages
from messages.importing.source import lines
from tests.messages.importing.provby import (
    DOCUMENT,
    SOURCES,
    STATEMENTS,
    drafted,
    found,
    pdf_of,
    printed,
    spaced,
    text,
    word,
    word_of_lines,
)

EXPECTED = list(zip(STATEMENTS, SOURCES, strict=True))


@pytest.mark.parametrize("mark", ["•", "▪", "-", "–", "*", "\uf0b7", "\x7f", "o ", "a)"])
def test_a_printed_page_becomes_its_paragraphs_and_bullets_word_for_word(
    tmp_path: Path, mark: str
) -> None:
    agreement = drafted(text(tmp_path / "a.txt", printed(mark=mark)))
    assert agreement.title == DOCUMENT[0].text
    assert found(agreement) == EXPECTED


@given(st.integers(60, 110))
def test_any_width_gives_the_same_statements(width: int) -> None:
    made = outline(passages(list(lines(printed(width).splitlines()))))
    assert [(one.text, one.source) for one in made.statements] == EXPECTED


def test_an_empty_line_between_all_lines_changes_nothing(tmp_path: Path) -> None:
    assert found(drafted(text(tmp_path / "a.txt", spaced(printed())))) == EXPECTED


def test_a_markdown_file_says_the_same(tmp_path: Path) -> None:
    rows = [
        f"{'#' * part.level} {part.text}\n"
        if part.level
        else f"- {part.text}\n"
        if part.bullet
        else f"**{part.text[:6]}**{part.text[6:]}\n"
        for part in DOCUMENT
    ]
    assert found(drafted(text(tmp_path / "a.md", "\n".join(rows)))) == EXPECTED


def test_a_word_document_with_styles_says_the_same(tmp_path: Path) -> None:
    agreement = drafted(word(tmp_path / "a.docx"))
    assert agreement.title == DOCUMENT[0].text
    assert found(agreement) == EXPECTED


@pytest.mark.parametrize("empty", [True, False])
def test_a_word_document_with_a_paragraph_a_line_says_the_same(
    tmp_path: Path,
    empty: bool,  # noqa: FBT001
) -> None:
    rows = [row for row in printed().splitlines() if row or empty]
    assert found(drafted(word_of_lines(tmp_path / "a.docx", rows))) == EXPECTED


@pytest.mark.parametrize("width", [120, 150, 170])
def test_a_pdf_says_the_same_however_wide_its_lines_are(tmp_path: Path, width: float) -> None:
    agreement = drafted(pdf_of(tmp_path / "a.pdf", width))
    assert found(agreement)[-len(EXPECTED) :] == EXPECTED


def test_a_pdf_of_several_pages_loses_its_headers_and_page_numbers_only(tmp_path: Path) -> None:
    agreement = drafted(pdf_of(tmp_path / "a.pdf", times=5))
    texts = [rule.text for rule in agreement.rules]
    assert [one for one in texts if one in STATEMENTS] == STATEMENTS * 5
    assert not [one for one in texts if "Sida" in one or "kommunfullmäktige" in one]


def test_two_ways_to_write_the_same_document_give_the_same_draft(tmp_path: Path) -> None:
    one, other = drafted(text(tmp_path / "a.txt", printed())), drafted(word(tmp_path / "a.docx"))
    assert one == other
