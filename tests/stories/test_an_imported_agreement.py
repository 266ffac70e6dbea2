"""The four source documents are imported, in whatever file they come, reviewed and adopted."""

import re
from pathlib import Path
from time import process_time

import pytest
from fpdf import FPDF

from messages.agreement import Agreement, Kind
from messages.reading import read
from tests.bot.cli.running import good
from tests.messages.importing.provby import FONT, word_of_lines
from tests.messages.test_coverage import BULLETS, DOCUMENTS

NAMES = ("vaggeryd-overenskommelse.txt", "kungsor-riktlinje.txt", "alingsas-riktlinje.txt")
VAGGERYD, DECISION = DOCUMENTS / NAMES[0], DOCUMENTS / "vaggeryd-beslut-ks-138.txt"
STATEMENTS = dict(zip(NAMES, (69, 68, 23), strict=True))
REWORDED = "att-se-alla-arenden-som-lika"
MOST_SECONDS = 5
"""Of the processor, for other tests may run at the same time."""

pytestmark = [
    pytest.mark.usefixtures("empty_folder"),
    pytest.mark.skipif(
        not VAGGERYD.exists(), reason="the source documents are not part of the project"
    ),
]


def imported(*sources: Path, output: str = "draft.md", previous: str = "") -> Agreement:
    options = ("--previous", previous) if previous else ()
    good("agreement", "import", *map(str, sources), "--output", output, *options)
    return read(Path(output).read_text("utf-8"), file=output)


def found(made: Agreement) -> list[tuple[str, tuple[str, ...]]]:
    return [(rule.text, rule.sources) for rule in made.rules]


def words(text: str) -> str:
    """The letters and digits of a text; what breaks lines and marks bullets is none of them."""
    return re.sub(r"\W|_", "", text)


def as_pdf(source: Path, path: Path) -> Path:
    """The document as a PDF with the same lines, and the number of each page at its foot."""

    class Page(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 10, str(self.page_no()), align="C")

    made = Page()
    made.add_font("body", fname=FONT)
    made.set_font("body", size=9)
    made.add_page()
    for row in source.read_text("utf-8").split("\n"):
        made.cell(0, 5.2, row.strip(), new_x="LMARGIN", new_y="NEXT")
    made.output(str(path))
    return path


def as_word(source: Path, path: Path) -> Path:
    rows = source.read_text("utf-8").replace("\x7f", "•").split("\n")
    return word_of_lines(path, (re.sub(r"[\x00-\x1f]", "", row) for row in rows))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_document_is_in_its_draft_and_in_its_place(name: str) -> None:
    started = process_time()
    made = imported(DOCUMENTS / name)
    assert process_time() - started < MOST_SECONDS
    assert len(made.rules) == STATEMENTS[name]
    source = words((DOCUMENTS / name).read_text("utf-8"))
    place = 0
    for rule in made.rules:
        place = source.find(words(rule.text), place)
        assert place >= 0, rule.text
        place += len(words(rule.text))


@pytest.mark.parametrize("name", NAMES)
def test_every_bullet_of_a_document_is_a_rule_of_its_own(name: str) -> None:
    rows = (DOCUMENTS / name).read_text("utf-8").splitlines()
    marked = [words(row) for row in rows if BULLETS.match(row.strip())]
    texts = [words(rule.text) for rule in imported(DOCUMENTS / name).rules]
    assert all(any(text.startswith(row) for text in texts) for row in marked)


@pytest.mark.parametrize("name", NAMES)
def test_word_and_pdf_give_the_same_rules_as_the_text(name: str, tmp_path: Path) -> None:
    expected = found(imported(DOCUMENTS / name))
    for made in (
        as_word(DOCUMENTS / name, tmp_path / "a.docx"),
        as_pdf(DOCUMENTS / name, tmp_path / "a.pdf"),
    ):
        started = process_time()
        assert found(imported(made)) == expected
        assert process_time() - started < MOST_SECONDS


def test_adopting_the_amended_text_names_exactly_one_reworded_rule() -> None:
    imported(VAGGERYD, output="before.md")
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    body = ("--body", "kommunfullmäktige", "--paragraph", "§ 1")
    good("agreement", "adopt", "before.md", *body, "--decided", "2026-06-01")
    made = imported(VAGGERYD, DECISION, previous="before.md")
    assert made.unreviewed == 0
    (rule,) = [rule for rule in made.rules if rule.id == REWORDED]
    assert rule.text == "Att se alla ärenden som lika viktiga."
    assert rule.sources[1] == "ändrad av kommunstyrelsens arbetsutskott 2026-05-20, § 113"
    good("agreement", "adopt", "draft.md", *body, "--decided", "2026-06-22")
    changes = good("agreement", "changes", "vaggeryd", "--on", "2026-06-22")
    assert changes.startswith("Rules reworded: 1, added: 0, removed: 0.")
    assert f"reworded: {REWORDED}" in changes


def test_the_decision_can_be_cited_but_is_no_rule_of_conduct() -> None:
    made = imported(VAGGERYD, DECISION)
    procedure = [rule for rule in made.rules if rule.kind is Kind.PROCEDURE]
    assert len(procedure) == len(made.rules) - STATEMENTS[NAMES[0]]
    assert all(rule.sources[0].startswith("kommunstyrelsen § 138, ") for rule in procedure)
    assert made.record == "KS 2025/164"
