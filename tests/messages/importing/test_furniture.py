"""Page numbers, headers and footers are left out, and nothing else is."""

import pytest

from messages.importing.furniture import without_furniture
from messages.importing.source import Line, lines


def left(text: str) -> list[str]:
    kept, _ = without_furniture(list(lines(text.splitlines())))
    return [line.text for line in kept]


def on_pages(*pages: str) -> list[Line]:
    """The lines of pages that end where the file says so."""
    return list(lines("\n\f".join(pages).split("\n")))


@pytest.mark.parametrize(
    "number", ["7", "12", "3 (14)", "3(14)", "3/14", "Sida 3", "sida 3 av 14", "s. 3", "Sid 3 / 14"]
)
def test_a_page_number_is_left_out(number: str) -> None:
    assert left(f"Vi talar\n\n{number}\n\nmed varandra.") == ["Vi talar", "med varandra."]


@pytest.mark.parametrize("text", ["2026", "§ 5", "3 kap.", "Sida vid sida", "• 5", "5 a", "1 000"])
def test_what_only_looks_like_a_page_number_is_kept(text: str) -> None:
    assert len(left(f"Vi talar\n\n{text}\n\nmed varandra.")) == 3


def test_a_footer_with_the_documents_name_tells_it() -> None:
    text = "Vi talar med\n\nSpelregler för politiker i Provby 6\n\nvarandra."
    kept, name = without_furniture(list(lines(text.splitlines())))
    assert name == "Spelregler för politiker i Provby"
    assert [line.text for line in kept] == ["Vi talar med", "varandra."]


@pytest.mark.parametrize("text", ["Så gör vi enligt avsnitt 3", "Så räknar vi med steg 2"])
def test_a_heading_that_counts_something_is_no_footer(text: str) -> None:
    assert text in left(f"Vi talar.\n\n{text}\n\nMed varandra.")


def test_a_broken_line_that_ends_in_a_number_is_no_footer() -> None:
    text = "Vi talar.\n\nVarje nämnd vill att minst 25\n\nprocent svarar.\n\n• Vi når mål nummer 16"
    assert len(left(text)) == 4


def test_headers_and_footers_at_the_edge_of_pages_are_left_out() -> None:
    pages = [
        f"Provby kommun\nSpelregler\nText {name}.\nDnr 2026-{page}"
        for page, name in enumerate("abcd", 1)
    ]
    kept, name = without_furniture(on_pages(*pages))
    texts = [line.text for line in kept]
    assert [text for text in texts if text.startswith("Text")] == [f"Text {one}." for one in "abcd"]
    assert name == "Provby kommun"
    assert "Provby kommun" not in texts
    assert texts.count("Spelregler") == 1
    assert not any(text.startswith("Dnr") for text in texts)


def test_a_header_is_known_by_the_page_number_beside_it_too() -> None:
    text = "\n".join(
        f"Text {name}.\n\n{page}\n\nProvby kommun\n" for page, name in enumerate("abcd")
    )
    assert left(text) == ["Text a.", "Text b.", "Text c.", "Text d."]


def test_what_comes_again_within_the_pages_is_no_header() -> None:
    text = "\n\n".join(f"{role}\n\nAnsvar\n\nFörst en rad\nav kommunen." for role in "ABCD")
    assert left(text) == [row for row in text.splitlines() if row]


def test_headings_and_bullets_that_come_again_are_kept() -> None:
    parts = [
        line
        for page in range(4)
        for line in (
            Line(text="Ansvar", level=2, top=True),
            Line(text="Respekt", bullet=True),
            Line(text="Text " + "abcd"[page]),
        )
    ]
    assert without_furniture(parts)[0] == parts


@pytest.mark.parametrize(
    "text",
    [
        "----------",
        "* * *"[::2],
        "_____",
        "1. Inledning ........ 3",
        "Inledning . . . . . . 3",
        "Inledning …… 12",
    ],
)
def test_rules_and_a_table_of_contents_are_left_out(text: str) -> None:
    assert left(f"Vi talar\n\n{text}\n\nmed varandra.") == ["Vi talar", "med varandra."]


@pytest.mark.parametrize("text", ["Vänta ... 3", "Vi väntar…", "- - Ett"])
def test_three_dots_are_no_table_of_contents(text: str) -> None:
    assert len(left(f"Vi talar\n\n{text}\n\nmed varandra.")) == 3
