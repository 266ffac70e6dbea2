"""The minutes of a decision are known, and what they surely change is changed."""

from datetime import date
from pathlib import Path

import pytest

from messages.agreement import Agreement, Kind, Rule, Status
from messages.importing.draft import ImportFailed
from messages.importing.outline import outline
from messages.importing.papers import Paper, paper
from messages.importing.passages import passages
from messages.importing.source import lines
from tests.messages.importing.provby import drafted, printed, text

NEW = "Bestämma vad som ska göras och när det ska vara gjort, och säga det"

CHANGE = (
    "Kommunstyrelsens arbetsutskott beslutade 2026-03-04 §12 att första attsatsen på sida 1 under\n"
    f'rubriken "Politiken ska" ändras till:\n"{NEW}"\n'
)

MINUTES = f"""\
 §27

Spelregler för politiker och tjänstepersoner (KS 2026/17)
Beslut
Kommunstyrelsen föreslår kommunfullmäktige att besluta om spelreglerna för alla som är valda och
anställda i Provby.

Sammanfattning
Spelreglerna har varit på remiss hos nämnderna, och de flesta av dem har svarat att de vill ha dem
så snart som det går.

{CHANGE}
Yrkanden
Ordförande föreslår bifall till arbetsutskottets förslag.

Expedieras till
Kommundirektören
"""


def of(written: str) -> Paper | None:
    return paper(outline(passages(list(lines(written.splitlines())))))


def both(folder: Path, minutes: str) -> Agreement:
    return drafted(text(folder / "a.txt", printed()), text(folder / "b.txt", minutes))


def amended(made: Agreement) -> Rule:
    return next(rule for rule in made.rules if rule.id.startswith("bestamma-vad"))


def test_minutes_tell_who_decided_what() -> None:
    found = of(MINUTES)
    assert found
    assert found.body == "kommunstyrelsen"
    assert found.paragraph == "§ 27"
    assert found.record == "KS 2026/17"
    assert found.proposes
    (amendment,) = found.amendments
    assert amendment.heading == "Politiken ska"
    assert (amendment.number, amendment.bullet) == (1, True)
    assert amendment.text == NEW
    assert amendment.source == "ändrad av kommunstyrelsens arbetsutskott 2026-03-04, § 12"
    assert amendment.day == date(2026, 3, 4)


def test_a_document_that_decides_nothing_is_no_decision() -> None:
    assert of(printed()) is None


def test_a_sure_amendment_is_applied_with_its_source(tmp_path: Path) -> None:
    made = both(tmp_path, MINUTES)
    rule = amended(made)
    assert rule.text == NEW
    assert rule.sources == (
        "avsnitt 2, Politiken ska, punkt 1",
        "ändrad av kommunstyrelsens arbetsutskott 2026-03-04, § 12",
    )
    assert made.since == date(2026, 3, 4)
    assert made.record == "KS 2026/17"
    assert made.status is Status.PROPOSAL
    assert made.decision
    assert (made.decision.body, made.decision.paragraph) == ("kommunstyrelsen", "§ 27")
    assert made.unreviewed == 0


def test_an_amendment_keeps_the_id_that_the_rule_had_before(tmp_path: Path) -> None:
    before = drafted(text(tmp_path / "a.txt", printed()))
    assert amended(before).id == amended(both(tmp_path, MINUTES)).id


def test_what_a_decision_says_can_be_cited_but_is_no_rule_of_conduct(tmp_path: Path) -> None:
    made = both(tmp_path, MINUTES)
    procedure = [rule for rule in made.rules if rule.kind is Kind.PROCEDURE]
    assert [rule.sources[0] for rule in procedure] == [
        "kommunstyrelsen § 27, Beslut, stycke 1",
        "kommunstyrelsen § 27, Sammanfattning, stycke 1",
        "kommunstyrelsen § 27, Sammanfattning, stycke 2",
        "kommunstyrelsen § 27, Yrkanden, stycke 1",
        "kommunstyrelsen § 27, Expedieras till, stycke 1",
    ]
    assert not any(rule.principle or rule.asks or rule.paths for rule in procedure)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("första attsatsen", "sjunde attsatsen"),
        ("första attsatsen", "hundrade attsatsen"),
        ("första attsatsen", "andra attsatsen"),
        ("första attsatsen", "första stycket"),
        ("Politiken ska", "Revisorerna ska"),
        (NEW, "Bygga en ny simhall i tätorten"),
        ("ändras till:", "ska strykas och ersätts i stället med"),
        ("att första attsatsen på sida 1 under", "att texten på sida 1 under"),
        ('första attsatsen på sida 1 under\nrubriken "Politiken ska" ändras till:', "§ 2 utgår:"),
    ],
)
def test_an_amendment_that_is_not_sure_is_a_note_to_review(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in MINUTES
    made = both(tmp_path, MINUTES.replace(old, new))
    (noted,) = [rule for rule in made.rules if rule.review]
    assert noted.kind is Kind.PROCEDURE
    assert "för hand" in noted.review
    assert amended(made).text.endswith("vara gjort")
    assert made.since is None


def test_of_two_amendments_the_one_that_is_not_sure_is_noted(tmp_path: Path) -> None:
    other = CHANGE.replace("första", "nionde").replace(NEW, "Något annat")
    made = both(tmp_path, MINUTES.replace(CHANGE, f"{CHANGE}\n{other}"))
    assert amended(made).text == NEW
    (noted,) = [rule for rule in made.rules if rule.review]
    assert "nionde" in noted.text


def test_a_decision_to_adopt_makes_the_draft_adopted(tmp_path: Path) -> None:
    adopted = MINUTES.replace(
        "Kommunstyrelsen föreslår kommunfullmäktige att besluta om",
        "Kommunfullmäktige beslutar att anta",
    )
    made = both(tmp_path, adopted)
    assert made.status is Status.ADOPTED
    assert made.decision
    assert made.decision.body == "kommunfullmäktige"


def test_decisions_alone_are_no_agreement(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="only decisions"):
        drafted(text(tmp_path / "b.txt", MINUTES))


@pytest.mark.parametrize(
    ("act", "adopted"),
    [
        ("Kommunfullmäktige beslutar att anta spelreglerna.", True),
        ("Kommunfullmäktige antar spelreglerna.", True),
        ("Kommunfullmäktige beslutade att fastställa spelreglerna.", True),
        ("Kommunstyrelsen beslutar att föreslå kommunfullmäktige att anta spelreglerna.", False),
        ("Kommunstyrelsen beslutar att återremittera ärendet.", False),
        ("Kommunstyrelsen föreslår kommunfullmäktige att anta spelreglerna.", False),
    ],
)
def test_only_a_decision_to_adopt_adopts(act: str, adopted: bool) -> None:  # noqa: FBT001
    old = MINUTES[MINUTES.index("Kommunstyrelsen föreslår") : MINUTES.index("Sammanfattning")]
    found = of(MINUTES.replace(old, f"{act}\n\n"))
    assert found
    assert found.proposes is not adopted
