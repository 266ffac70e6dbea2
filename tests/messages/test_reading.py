"""What a municipal secretary writes is read as it stands, and a mistake is named by its line."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.agreement import Agreement, Ask, Kind, PathCase, Role, Status
from messages.outline import MOST_CHARACTERS
from messages.reading import ReadingError, read
from messages.writing import write
from tests.messages.agreements import agreements

GOOD = """\
# En överenskommelse

Kommun: Provby
Kallas: överenskommelsen
Text: i korthet
Status: förslag

## Avsnitt ett

### Kontakt går via chefen {#via-chefen}
Källa: avsnitt 1, punkt 2; bilaga
Ämnen: kontakt, chef
Roller: förtroendevalda, förvaltningschef
Väg: förtroendevald → chef

Först raden
som fortsätter.

Sedan ett stycke till.
"""


def read_good(**changes: str) -> Agreement:
    text = GOOD
    for old, new in changes.items():
        text = text.replace(old, new)
    return read(text, file="prov.md")


def test_a_file_is_read_into_headings_rules_and_fields() -> None:
    agreement = read_good()
    (rule,) = agreement.rules
    assert agreement.municipality == "Provby"
    assert agreement.status is Status.PROPOSAL
    assert not agreement.verbatim
    assert rule.id == "via-chefen"
    assert rule.sources == ("avsnitt 1, punkt 2", "bilaga")
    assert rule.roles == (Role.ELECTED_MEMBER, Role.DEPARTMENT_HEAD)
    (path,) = rule.paths
    assert path.case is PathCase.ORDINARY
    assert path.steps == ("förtroendevald", "chef")
    assert rule.kind is Kind.RULE


def test_a_rule_may_lay_down_several_paths_and_ask_for_several_things() -> None:
    text = GOOD.replace("→ chef", "→ chef; invånare → medarbetare → chef\nVäg media: fråga → chef")
    text = text.replace("\nVäg:", "\nKalender: samspelssamtal, återkoppling\nVäg:")
    agreement = read(text, file="prov.md")
    (rule,) = agreement.rules
    assert [(path.case, path.steps) for path in rule.paths] == [
        (PathCase.ORDINARY, ("förtroendevald", "chef")),
        (PathCase.ORDINARY, ("invånare", "medarbetare", "chef")),
        (PathCase.MEDIA, ("fråga", "chef")),
    ]
    assert rule.asks == (Ask.DIALOGUE, Ask.FEEDBACK)
    assert agreement.asks == {Ask.DIALOGUE: rule, Ask.FEEDBACK: rule}


def test_the_first_rule_that_asks_for_something_is_the_one_that_does() -> None:
    text = GOOD.replace("\nVäg:", "\nKalender: återkoppling\nVäg:")
    again = text[text.index("### ") :].replace("via-chefen", "en-till")
    agreement = read(f"{text}\n{again}", file="prov.md")
    assert agreement.asks[Ask.FEEDBACK].id == "via-chefen"


def test_notes_to_review_stand_in_the_title_and_in_rules_and_are_counted() -> None:
    assert read_good().unreviewed == 0
    text = GOOD.replace("Status: förslag", "Status: förslag\nGranska: är namnet rätt?")
    assert read(text, file="prov.md").review == "är namnet rätt?"
    assert read(text, file="prov.md").unreviewed == 1
    text = text.replace("\nVäg:", "\nGranska: kanske samma som #a; se efter.\nVäg:")
    agreement = read(text, file="prov.md")
    assert agreement.rules[0].review == "kanske samma som #a; se efter."
    assert agreement.unreviewed == 2


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    (rule,) = read_good().rules
    assert rule.text == "Först raden som fortsätter.\n\nSedan ett stycke till."


def test_a_list_inside_a_rule_keeps_its_lines() -> None:
    text = GOOD.replace("som fortsätter.", "- en sak\n- en till")
    (rule,) = read(text, file="prov.md").rules
    assert rule.text.startswith("Först raden\n- en sak\n- en till")


def test_windows_line_endings_and_a_byte_order_mark_are_taken() -> None:
    assert read("\ufeff" + GOOD.replace("\n", "\r\n"), file="prov.md") == read_good()


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("# En över", "En över", 1, "the title first"),
        ("Kommun: Provby\n", "", 1, "'Kommun: …' under this heading"),
        ("Status: förslag", "Status: klar", 6, "one of förslag, antagen"),
        ("Status: förslag", "Läge: förslag", 6, "one of Beslutsdatum"),
        ("Status: förslag", "Status: förslag\nStatus: antagen", 7, "'Status' only once"),
        ("Text: i korthet", "Text:", 5, "something after 'Text:'"),
        (
            "Status: förslag",
            "Status: förslag\nLydelse från: 2026-02-30",
            7,
            "a date that exists",
        ),
        ("Status: förslag", "Status: förslag\nParagraf: § 1", 1, "'Organ: …' under this heading"),
        ("## Avsnitt ett\n", "", 9, "a section heading"),
        ("## Avsnitt ett", "## Avsnitt ett\n\nLös text.", 10, "a rule heading"),
        (" {#via-chefen}", "", 10, "a rule heading such as"),
        ("{#via-chefen}", "{#Via Chefen}", 10, "a rule heading such as"),
        ("Källa: avsnitt 1, punkt 2; bilaga\n", "", 10, "'Källa: …' under this heading"),
        ("kontakt, chef", "kontakt, ,chef", 12, "something on both sides of each ','"),
        ("Roller: förtroendevalda", "Roller: kungen", 13, "one of alla"),
        ("→ chef", "", 14, "two steps or more"),
        ("→ chef", "→ chef; b", 14, "two steps or more"),
        ("→ chef", "→ → chef", 14, "two steps or more"),
        ("→ chef", "→ chef;", 14, "something on both sides of each ';'"),
        ("Väg: f", "Kalender: fika\nVäg: f", 14, "one of samspelssamtal"),
        ("Väg: f", "Granska:\nVäg: f", 14, "something after 'Granska:'"),
        ("Först raden", "Först \x07raden", 16, "a control character"),
        ("## Avsnitt ett", "##Avsnitt ett", 8, "one to three #"),
        ("Först raden", "# Ny titel", 16, "one title only"),
    ],
)
def test_a_mistake_is_answered_with_its_line_and_what_was_expected(
    old: str, new: str, line: int, expected: str
) -> None:
    with pytest.raises(ReadingError) as error:
        read(GOOD.replace(old, new), file="prov.md")
    assert str(error.value).startswith(f"prov.md, line {line}: expected ")
    assert expected in str(error.value)
    assert error.value.line == line


def test_a_rule_without_a_text_is_a_mistake() -> None:
    text = GOOD[: GOOD.index("Först")]
    with pytest.raises(ReadingError, match="the text of via-chefen"):
        read(text, file="prov.md")


def test_an_id_that_stands_twice_is_a_mistake_at_the_second_place() -> None:
    again = GOOD[GOOD.index("### ") :]
    with pytest.raises(ReadingError, match=r"line 20: .*via-chefen stands at line 10 too"):
        read(GOOD + again, file="prov.md")


def test_a_section_without_rules_is_a_mistake() -> None:
    with pytest.raises(ReadingError, match="at least one rule"):
        read(GOOD + "\n## Tomt\n", file="prov.md")


def test_an_empty_file_is_a_mistake() -> None:
    with pytest.raises(ReadingError, match="line 1: expected the title first"):
        read("", file="prov.md")


def test_a_huge_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(ReadingError, match="at most"):
        read("x" * (MOST_CHARACTERS + 1), file="prov.md")


@settings(max_examples=60)
@given(agreements())
def test_what_is_written_is_read_back_unchanged(agreement: Agreement) -> None:
    assert read(write(agreement), file="prov.md") == agreement


@given(st.text(max_size=400))
def test_any_text_is_read_or_named_as_a_mistake(text: str) -> None:
    with contextlib.suppress(ReadingError):
        read(text, file="prov.md")
