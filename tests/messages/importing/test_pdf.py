"""The lines of a PDF are read from the top of each page to its end."""

from pathlib import Path

import pytest

from messages.importing import pdf as reader
from messages.importing.files import read_file
from messages.importing.passages import passages
from messages.importing.source import Line, SourceError
from tests.messages.importing.provby import pdf

ENOUGH = "Vi talar med varandra, inte om varandra."


def written(path: Path, *pages: list[str]) -> list[Line]:
    made = pdf()
    for number, rows in enumerate(pages):
        if number:
            made.add_page()
        for row in rows:
            made.cell(0, 6, row, new_x="LMARGIN", new_y="NEXT")
    made.output(str(path))
    return read_file(path)


def test_a_line_is_a_line_and_an_empty_one_is_a_gap(tmp_path: Path) -> None:
    found = written(tmp_path / "a.pdf", [ENOUGH, "på två rader", "på tre", "", "Åter", "ännu en"])
    assert [(line.text, line.gap) for line in found] == [
        (ENOUGH, False),
        ("på två rader", False),
        ("på tre", False),
        ("Åter", True),
        ("ännu en", False),
    ]


def test_the_first_line_of_each_page_is_known(tmp_path: Path) -> None:
    found = written(tmp_path / "a.pdf", [ENOUGH, "två"], [ENOUGH, "fyra"])
    assert [line.top for line in found] == [True, False, True, False]


def test_bullets_and_soft_hyphens_are_read_as_in_any_file(tmp_path: Path) -> None:
    found = written(tmp_path / "a.pdf", [ENOUGH, "• Öppen\u00adhet", "– Respekt"])
    assert [(line.text, line.bullet) for line in found[1:]] == [
        ("Öppenhet", True),
        ("Respekt", True),
    ]


def test_a_word_that_was_broken_at_the_end_of_a_line_is_put_together(tmp_path: Path) -> None:
    found = written(tmp_path / "a.pdf", [ENOUGH, "Detta gäller i hela kommun-", "koncernen."])
    (_, one) = passages(found)
    assert one.text == "Detta gäller i hela kommunkoncernen."


def test_a_pdf_with_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(SourceError, match="more than 2 pages"):
        written(tmp_path / "a.pdf", [ENOUGH], [ENOUGH], [ENOUGH])


def test_a_pdf_with_next_to_no_text_on_its_pages_is_scanned(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="scanned"):
        written(tmp_path / "a.pdf", ["1"], ["2"])
