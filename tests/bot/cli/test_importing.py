"""`samspel agreement import`: a draft that is good as it stands, or a sentence and no file."""

import zipfile
from pathlib import Path

import pytest

from messages.agreement import Agreement
from messages.reading import read
from tests.bot.cli.running import good, refused
from tests.messages.importing.provby import (
    STATEMENTS,
    pdf,
    pdf_of,
    printed,
    text,
    word,
)
from tests.messages.importing.test_papers import MINUTES, NEW

IMPORT = ("agreement", "import")
NAMED = ("--municipality", "Provby")
DRAFT = Path("draft.md")
ADOPT = ("--body", "kommunfullmäktige", "--paragraph", "§ 87", "--decided", "2026-06-22")


def draft() -> Agreement:
    return read(DRAFT.read_text("utf-8"), file=str(DRAFT))


def imported(*files: Path, options: tuple[str, ...] = NAMED) -> str:
    return good(*IMPORT, *map(str, files), "--output", str(DRAFT), *options)


def sentence(*files: Path, options: tuple[str, ...] = NAMED) -> str:
    """The one sentence of an import that fails; there is no output file."""
    said = refused(*IMPORT, *map(str, files), "--output", str(DRAFT), *options)
    assert said.startswith("Error: ")
    assert not DRAFT.exists()
    return said


def test_a_document_becomes_a_draft_that_is_good_and_says_how_much_there_is(
    tmp_path: Path,
) -> None:
    said = imported(text(tmp_path / "a.txt", printed()))
    assert "draft.md: 9 statements in 4 sections, nothing marked as doubtful." in said
    assert "samspel agreement check draft.md" in said
    assert [rule.text for rule in draft().rules] == STATEMENTS
    assert good("agreement", "check", "draft.md") == ("draft.md is good: 9 rules in 4 sections.\n")


def test_a_draft_can_be_asked(tmp_path: Path) -> None:
    imported(text(tmp_path / "a.txt", printed()))
    answer = good("ask", "--agreement", "draft.md", "hur ges kritik?")
    assert "kritik i enrum" in answer
    assert "avsnitt 3, stycke 2" in answer


@pytest.mark.parametrize("make", [word, pdf_of])
def test_word_and_pdf_give_the_same_statements(tmp_path: Path, make: type) -> None:
    imported(make(tmp_path / "a.file"))
    assert [rule.text for rule in draft().rules][-len(STATEMENTS) :] == STATEMENTS


def test_a_decision_is_applied_and_the_ids_are_carried_over(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed())
    imported(source)
    before = draft()
    DRAFT.rename("before.md")
    minutes = text(tmp_path / "b.txt", MINUTES)
    imported(source, minutes, options=(*NAMED, "--previous", "before.md"))
    after = {rule.id: rule for rule in draft().rules}
    changed = [rule for rule in before.rules if after[rule.id].text != rule.text]
    assert [after[rule.id].text for rule in changed] == [NEW]
    assert draft().unreviewed == 0


def test_what_has_to_be_reviewed_is_counted_and_is_not_adopted(
    tmp_path: Path, founded: str
) -> None:
    assert founded
    said = imported(text(tmp_path / "a.txt", "Vi talar.\n"), options=("--municipality", "Vaggeryd"))
    assert "1 notes to review" in said
    assert "1 notes (Granska) still to review" in good("agreement", "check", "draft.md")
    listed = good("agreement", "list")
    said = refused("agreement", "adopt", "draft.md", *ADOPT)
    assert "still has 1 notes to review" in said
    assert "'Granska:'" in said
    assert good("agreement", "list") == listed
    rows = DRAFT.read_text("utf-8").splitlines(keepends=True)
    DRAFT.write_text("".join(row for row in rows if not row.startswith("Granska:")), "utf-8")
    assert "in force from 2026-06-22" in good("agreement", "adopt", "draft.md", *ADOPT)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert sentence(tmp_path / "a.txt") == f"Error: There is no file {tmp_path / 'a.txt'}."
    assert "There is no file" in sentence(tmp_path)
    assert "There is no file" in sentence(Path("/dev/zero"))


def test_a_previous_version_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed())
    previous = text(tmp_path / "before.md", "# Nej\n")
    assert "before.md, line 1: expected" in sentence(
        source, options=(*NAMED, "--previous", str(previous))
    )


def test_a_source_is_never_written_over(tmp_path: Path) -> None:
    source = text(tmp_path / "a.md", printed())
    for taken, options in ((source, ()), (text(tmp_path / "b.md", "b"), ("--previous", "b.md"))):
        before = taken.read_bytes()
        said = refused(*IMPORT, str(source), "--output", str(taken), *NAMED, *options)
        assert "is one of the sources" in said
        assert taken.read_bytes() == before


def test_a_document_of_no_municipality_is_one_sentence(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed())
    assert "name it with --municipality" in sentence(source, options=())
    assert "name it with --municipality" in sentence(source, options=("--municipality", " "))


def test_a_decision_alone_is_one_sentence(tmp_path: Path) -> None:
    assert "only decisions" in sentence(text(tmp_path / "b.txt", MINUTES))


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    locked = pdf()
    locked.cell(text="Hemligt")
    locked.set_encryption(owner_password="en", user_password="annan")  # noqa: S106
    locked.output(str(tmp_path / "locked.pdf"))
    assert "locked with a password" in sentence(tmp_path / "locked.pdf")
    pdf().output(str(tmp_path / "scanned.pdf"))
    assert "it is scanned" in sentence(tmp_path / "scanned.pdf")
    assert "not a txt, md, docx or pdf file" in sentence(text(tmp_path / "a.rtf", "{\\rtf1 Hej}"))
    assert "is broken" in sentence(text(tmp_path / "a.docx", "PK\x03\x04 och så vidare"))


def test_a_good_source_beside_one_that_cannot_be_read_makes_no_file(tmp_path: Path) -> None:
    assert "There is no text" in sentence(
        text(tmp_path / "a.txt", printed()), text(tmp_path / "b.txt", "")
    )


def test_a_huge_file_and_a_bomb_are_one_sentence(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200_000_000)
    assert "larger than 20 MB" in sentence(tmp_path / "huge.pdf")
    with (
        zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(11):
            member.write(bytes(10_000_000))
    assert "unpacks to more than 100 MB" in sentence(tmp_path / "bomb.docx")


def test_an_output_in_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed())
    said = refused(*IMPORT, str(source), "--output", "borta/draft.md", *NAMED)
    assert "No such file or directory" in said


def test_an_earlier_draft_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt", printed())
    imported(source)
    reviewed = DRAFT.read_text("utf-8").replace("Ämnen: ", "Ämnen: granskat, ")
    DRAFT.write_text(reviewed, "utf-8")
    assert "What stood in draft.md is kept as draft.md.old." in imported(source)
    assert Path("draft.md.old").read_text("utf-8") == reviewed
    assert "kept as" not in imported(source)
