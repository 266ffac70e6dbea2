"""What a document says of itself before it begins is kept in the draft's first lines."""

from datetime import date

from messages.agreement import Decision, Status
from messages.importing import draft
from messages.importing.front import front
from messages.importing.source import Line, lines

COVER = """Riktlinje för samspel
Antagen av kommunfullmäktige 2026-06-15, § 87
Diarienummer: KS 2026/123
Gäller från: 2026-07-01
Dokumentansvarig: Kommundirektör
Innehåll
Syfte
Riktlinjen ska göra det lätt att veta vem som gör vad i Tranås kommun.
"""


def read(text: str) -> list[Line]:
    return list(lines(text.splitlines()))


def test_who_adopted_it_its_record_and_its_first_day_are_found() -> None:
    said, rest = front(read(COVER))
    assert said.decision == Decision(
        body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 6, 15)
    )
    assert said.record == "KS 2026/123"
    assert said.since == date(2026, 7, 1)
    assert said.other == ("Dokumentansvarig: Kommundirektör",)
    assert [line.text for line in rest][:2] == ["Riktlinje för samspel", "Syfte"]


def test_the_draft_says_so_and_what_it_has_no_place_for_is_a_note() -> None:
    made = draft.draft([draft.document("a.txt", read(COVER))])
    assert made.title == "Riktlinje för samspel"
    assert made.status is Status.ADOPTED
    assert made.decision
    assert made.record == "KS 2026/123"
    assert "Dokumentansvarig: Kommundirektör" in made.review
    assert [rule.text for rule in made.rules] == [
        "Riktlinjen ska göra det lätt att veta vem som gör vad i Tranås kommun."
    ]


def test_a_sentence_that_only_speaks_of_a_decision_stays() -> None:
    text = (
        "Antagen av fullmäktige blir den som har läst på, det vet alla.\nDiarienummer finns inte."
    )
    said, rest = front(read(text))
    assert said.decision is None
    assert len(rest) == 2


def test_a_day_that_does_not_exist_is_no_day() -> None:
    said, _ = front(read("Gäller från: 2026-02-31"))
    assert said.since is None


def test_what_stands_further_down_is_the_document_itself() -> None:
    text = "En rad.\n" * 30 + "Antagen av kommunfullmäktige 2026-06-15\n"
    said, rest = front(read(text))
    assert said.decision is None
    assert len(rest) == 31
