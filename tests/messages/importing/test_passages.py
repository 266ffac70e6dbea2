"""Lines that a page has broken are put together again, and no others; no word is lost."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.importing.passages import Passage, Shape, passages
from messages.importing.source import Line, lines
from tests.messages.agreements import LINE

WORDS = st.sampled_from(
    [
        "vi",
        "samspelar",
        "öppet",
        "med",
        "varandra",
        "och",
        "kommunen",
        "följer",
        "upp",
        "besluten",
        "när",
        "förvaltningen",
        "återkommer",
        "till",
        "nämnden",
        "i",
        "god",
        "tid",
        "så",
        "att",
        "politikerna",
        "hinner",
        "läsa",
        "underlagen",
    ]
)
SENTENCE = st.lists(WORDS, min_size=3, max_size=60).map(
    lambda words: " ".join(words).capitalize() + "."
)


def read(text: str) -> list[tuple[Shape, str]]:
    return [(one.shape, one.text) for one in passages(list(lines(text.splitlines())))]


def paragraphs(*texts: str) -> list[tuple[Shape, str]]:
    return [(Shape.PARAGRAPH, text) for text in texts]


LONG = (
    "Den som är förtroendevald i kommunen tar alltid först kontakt med förvaltningschefen, och "
    "den som är anställd i kommunen talar alltid först med sin närmaste chef om det som är svårt."
)
OTHER = (
    "Båda har rätt att få ett svar inom rimlig tid, och båda har skyldighet att lyssna på det "
    "svar som de får innan de för frågan vidare till någon annan som har mer att säga till om."
)


SENTENCES = (
    "Den som är vald talar först med förvaltningschefen om det som rör förvaltningens arbete.",
    "Förvaltningschefen svarar inom en vecka.",
    "Nämnden får underlag som är sakliga och som går att läsa på en kväll.",
    "Den som inte förstår ett underlag frågar, och den som har skrivit det svarar.",
    "Vi ger beröm när andra hör det och kritik när ingen annan gör det.",
    "Möten börjar och slutar i tid.",
    "Ordföranden leder mötet så att alla som vill säga något också får göra det.",
    "Ett beslut gäller tills det ändras, även för den som röstade emot det.",
    "Direktören ansvarar för att beslut blir verklighet och berättar när de inte blir det.",
    "Alla får säga vad de tycker till journalister, och ingen frågar efter vem det var.",
)


@st.composite
def any_lines(draw: st.DrawFn) -> list[Line]:
    line = st.builds(
        Line,
        text=LINE | WORDS | SENTENCE,
        gap=st.booleans(),
        level=st.sampled_from([0, 0, 0, 1, 2]),
        bullet=st.booleans(),
        dash=st.just(""),
    )
    return draw(st.lists(line, max_size=25))


@given(any_lines())
def test_no_word_is_lost_or_invented_and_none_changes_its_place(found: list[Line]) -> None:
    before = "".join(word for line in found for word in line.text.split())
    after = "".join(word for one in passages(found) for word in one.text.split())
    assert after.replace("-", "") == before.replace("-", "")


@given(st.lists(SENTENCE, min_size=1, max_size=6), st.integers(60, 110))
def test_a_sentence_is_the_same_at_any_width(texts: list[str], width: int) -> None:
    text = "\n\n".join("\n".join(textwrap.wrap(one, width)) for one in texts)
    assert read(text) == paragraphs(*texts)


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.integers(60, 110))
def test_a_bullet_is_the_same_at_any_width(texts: list[str], width: int) -> None:
    text = "\n".join("\n".join(textwrap.wrap(f"• {one}", width)) for one in texts)
    assert read(text) == [(Shape.BULLET, one) for one in texts]


@given(st.permutations(SENTENCES), st.integers(60, 110), st.sampled_from(["\n", "\n\n"]))
def test_a_sentence_that_ends_where_a_line_ends_does_not_end_the_paragraph(
    order: list[str], width: int, between: str
) -> None:
    texts = [" ".join(order[:5]), " ".join(order[5:8]), " ".join(order[8:])]
    rows = [textwrap.wrap(one, width) for one in texts]
    assert read("\n\n".join("\n".join(part) for part in rows)) == paragraphs(*texts)
    if all(len(part[-1]) < width * 0.7 for part in rows):
        everything = between.join(row for part in rows for row in part)
        assert read(everything) == paragraphs(*texts)


@given(st.integers(60, 110))
def test_a_dash_where_a_line_was_broken_is_part_of_the_sentence(width: int) -> None:
    text = (
        "Samspelet i vår kommun bygger på tillit mellan politiken och förvaltningen, och den "
        "tilliten – det vill säga att båda kan lita på att den andra gör sitt arbete så väl som "
        "det bara går och inte bara så väl som det måste – är något som vi tillsammans ska vårda "
        "varje dag och i varje möte, och som vi tar upp om den sviktar."
    )
    assert read(textwrap.fill(text, width)) == paragraphs(text)


def test_a_short_last_line_ends_a_paragraph_where_there_is_no_gap() -> None:
    rows = (textwrap.fill(one, 80) for one in (LONG, OTHER, LONG))
    text = "\n".join(rows)
    assert read(text) == paragraphs(LONG, OTHER, LONG)


def test_an_empty_line_between_all_lines_says_nothing() -> None:
    rows = [row for one in (LONG, OTHER) for row in textwrap.wrap(one, 80)]
    assert read("\n\n".join(rows)) == paragraphs(LONG, OTHER)


def test_a_part_with_empty_lines_and_a_part_without_are_each_read_as_they_are() -> None:
    close = textwrap.fill(LONG, 80)
    wide = "\n\n".join(textwrap.wrap(OTHER, 80))
    text = f"{close}\n\n{close}\n\n{close}\n\n{close}\n\n{wide}\n\n{wide}\n\n{wide}\n\n{wide}"
    assert read(text) == paragraphs(*[LONG] * 4, *[OTHER] * 4)


def test_lines_that_nothing_has_broken_are_a_paragraph_each() -> None:
    assert read(f"{LONG}\n{OTHER}\n{LONG}") == paragraphs(LONG, OTHER, LONG)


@pytest.mark.parametrize("row", ["Ansvar", "Ansvar och roller", "2.1 Ansvar", "Så här gör vi:"])
def test_a_short_line_that_stands_alone_is_a_heading(row: str) -> None:
    found = read(f"{textwrap.fill(LONG, 80)}\n\n{row}\n{textwrap.fill(OTHER, 80)}")
    assert found == [(Shape.PARAGRAPH, LONG), (Shape.HEADING, row), (Shape.PARAGRAPH, OTHER)]


@pytest.mark.parametrize("row", ["Vi talar med varandra.", "med varandra", "Vi talar, alltid,"])
def test_a_short_line_that_is_a_sentence_or_a_part_of_one_is_no_heading(row: str) -> None:
    found = read(f"{textwrap.fill(LONG, 80)}\n\n{row}\n\n{textwrap.fill(OTHER, 80)}")
    assert (Shape.HEADING, row) not in found


def test_a_heading_may_be_broken_over_two_lines() -> None:
    head = "Uppföljning och utbildning av\nspelreglerna"
    text = f"{textwrap.fill(LONG, 80)}\n\n{head}\n{textwrap.fill(OTHER, 80)}"
    assert (Shape.HEADING, "Uppföljning och utbildning av spelreglerna") in read(text)


def test_a_number_before_a_heading_is_its_level() -> None:
    found = passages(list(lines(["1. Roller", LONG, "1.2 Ansvar", OTHER, "2.1.3 Mer", LONG])))
    assert [one.level for one in found if one.shape is Shape.HEADING] == [1, 2, 3]


def test_where_the_file_marks_its_headings_no_other_line_is_one() -> None:
    marked = [Line(text=f"Rubrik {name}", level=1) for name in "abc"]
    assert [one.shape for one in passages([*marked, Line(text="Kort rad", gap=True)])] == [
        *[Shape.HEADING] * 3,
        Shape.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Alla i kommun-", "koncernen talar", "Alla i kommunkoncernen talar"),
        ("Både kommun-", "och bolag talar", "Både kommun- och bolag talar"),
        ("Den Provby-", "Kommun talar", "Den Provby- Kommun talar"),
        ("Vi talar –", "alltid", "Vi talar – alltid"),
    ],
)
def test_a_word_that_was_broken_is_put_together(first: str, second: str, joined: str) -> None:
    found = passages([Line(text=first, bullet=True), Line(text=second)])
    if second[0].islower():
        assert found == [Passage(shape=Shape.BULLET, text=joined)]
    else:
        assert len(found) == 2


def test_dashes_below_each_other_are_a_list_however_long_their_lines_are() -> None:
    items = [
        "– fråga efter det som saknas innan det har hunnit bli ett problem för dem som vi är",
        "till för",
        "– lyssna in invånarna och de föreningar som har något att säga om vårt gemensamma",
        "– ta ansvar för vad som ska göras och för när det ska vara gjort i hela kommunen",
    ]
    text = "Politiken i kommunen har många uppgifter, och bland dem som är viktigast är att\n"
    assert [shape for shape, _ in read(text + "\n".join(items))][1:] == [Shape.BULLET] * 3


def test_numbered_paragraphs_are_kept_apart_where_their_lines_are_full() -> None:
    items = [
        "1. Politiken bestämmer vad som ska göras och när, och följer upp att det blir gjort.",
        "2. Förvaltningen bestämmer hur det ska göras, och berättar hur det går.",
        "3. Alla talar med varandra.",
    ]
    intro = textwrap.fill(LONG, len(items[0]))
    assert read(f"{intro}\n\n" + "\n".join(items))[1:] == paragraphs(*items)


def test_no_lines_are_no_passages() -> None:
    assert passages([]) == []
