"""What cannot be read is refused with a sentence that says why, and nothing is guessed."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.importing import files
from messages.importing.files import read_file
from messages.importing.source import SourceError
from tests.messages.importing.provby import pdf, pdf_of, printed, text, word, word_of_lines

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as error:
        read_file(path)
    assert str(path) in str(error.value)
    return str(error.value).removeprefix(f"{path} ")


def of_bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_kind_of_a_file_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    expected = [line.text for line in read_file(word(tmp_path / "a.docx"))]
    (tmp_path / "a.docx").rename(tmp_path / "a.txt")
    assert [line.text for line in read_file(tmp_path / "a.txt")] == expected


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\f"])
def test_every_kind_of_line_ending_is_taken(tmp_path: Path, ending: str) -> None:
    path = of_bytes(tmp_path / "A.TXT", b"\xef\xbb\xbf" + f"Ett{ending}två".encode())
    assert [line.text for line in read_file(path)] == ["Ett", "två"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"\xef\xbb\xbf", b"\x07\n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = of_bytes(tmp_path / name, data)
    assert refusal(path) == f"There is no text in {path}."


@pytest.mark.parametrize(
    "data", ["Vaggeryds kommun – å".encode("utf-16"), "på".encode("latin-1"), b"a\0b"]
)
def test_a_text_in_another_encoding_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "not text in UTF-8" in refusal(of_bytes(tmp_path / "a.txt", data))


@pytest.mark.parametrize("name", ["a.png", "a.docx", "a.pdf", "a.rtf", "a"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    path = of_bytes(tmp_path / name, b"{\\rtf1 Hej}")
    assert refusal(path) == "is not a txt, md, docx or pdf file."


def test_an_older_or_locked_word_document_is_refused(tmp_path: Path) -> None:
    assert "save it as docx" in refusal(of_bytes(tmp_path / "a.doc", OLD_WORD))
    assert "locked" in refusal(of_bytes(tmp_path / "a.docx", OLD_WORD))


def test_a_zip_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    assert "not a whole Word document" in refusal(zipped(tmp_path / "a.docx", hej=b"hej"))


def test_a_zip_that_is_locked_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.docx", hej=b"hej").read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in refusal(of_bytes(tmp_path / "b.docx", bytes(data)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_half_a_file_is_refused(tmp_path: Path, share: float) -> None:
    whole = word(tmp_path / "a.docx").read_bytes()
    cut = of_bytes(tmp_path / "b.docx", whole[: int(share * len(whole))])
    assert "broken" in refusal(cut)
    whole = pdf_of(tmp_path / "a.pdf").read_bytes()
    cut = of_bytes(tmp_path / "b.pdf", whole[: int(share / 10 * len(whole))])
    assert "not a whole PDF" in refusal(cut)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200_000_000)
    assert refusal(path) == "is larger than 20 MB."


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    member = bytes(10_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"word/{number}.xml", member)
    assert path.stat().st_size < 200_000
    assert refusal(path) == "unpacks to more than 100 MB."


def test_a_zip_bomb_that_lies_about_its_size_is_broken(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docx", **{"[Content_Types].xml": bytes(2_000_000)})
    data = path.read_bytes()
    lie = data.replace((2_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lie != data
    assert "not a whole Word document" in refusal(of_bytes(tmp_path / "b.docx", lie))


def test_more_lines_or_letters_than_an_agreement_can_hold_are_refused(tmp_path: Path) -> None:
    rows = "Vi talar med varandra.\n" * (files.MOST_LINES + 1)
    assert "more than 20000 lines" in refusal(text(tmp_path / "a.txt", rows))
    wide = "Vi talar med varandra. " * (files.MOST_CHARACTERS // 20)
    assert "characters" in refusal(text(tmp_path / "b.txt", wide))


def test_a_word_document_has_limits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_LINES", 20)
    assert "lines" in refusal(word_of_lines(tmp_path / "a.docx", ["Hej"] * 21))


def test_a_page_with_a_picture_only_has_no_text(tmp_path: Path) -> None:
    made = pdf()
    picture = io.BytesIO()
    from PIL import Image  # noqa: PLC0415 - comes with fpdf2

    Image.new("L", (60, 80), 200).save(picture, "png")
    picture.seek(0)
    made.image(picture, w=100)
    made.output(str(tmp_path / "a.pdf"))
    assert "it is scanned" in refusal(tmp_path / "a.pdf")


def test_a_pdf_that_wants_a_password_is_refused(tmp_path: Path) -> None:
    made = pdf()
    made.cell(text="Hemligt")
    made.set_encryption(owner_password="en", user_password="annan")  # noqa: S106
    made.output(str(tmp_path / "a.pdf"))
    assert "locked with a password" in refusal(tmp_path / "a.pdf")


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    made = pdf()
    made.cell(text="Detta får var och en läsa, men ingen ändra.")
    made.set_encryption(owner_password="en")  # noqa: S106
    made.output(str(tmp_path / "a.pdf"))
    assert [line.text for line in read_file(tmp_path / "a.pdf")] == [
        "Detta får var och en läsa, men ingen ändra."
    ]


BEGINS = st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", OLD_WORD[:8], b"\xef\xbb\xbf"])
SUFFIXES = st.sampled_from([".txt", ".md", ".docx", ".pdf", ""])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BEGINS, st.binary(max_size=300), SUFFIXES)
def test_any_bytes_are_lines_or_a_sentence(
    tmp_path: Path, begins: bytes, data: bytes, suffix: str
) -> None:
    with contextlib.suppress(SourceError):
        read_file(of_bytes(tmp_path / f"a{suffix}", begins + data))


CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(CHANGES, st.sampled_from(["docx", "pdf"]))
def test_a_file_with_some_bytes_changed_is_lines_or_a_sentence(
    tmp_path: Path, changes: list[tuple[float, int]], kind: str
) -> None:
    path = tmp_path / f"whole.{kind}"
    if not path.exists():
        (word if kind == "docx" else pdf_of)(path)
    data = bytearray(path.read_bytes())
    for place, value in changes:
        data[int(place * len(data))] = value
    with contextlib.suppress(SourceError):
        read_file(of_bytes(tmp_path / f"a.{kind}", bytes(data)))


MEMBERS = ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels")
MARKS = st.sampled_from([b"<", b">", b"/", b'"', b"w:", b"x", b""])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.sampled_from(MEMBERS), st.floats(0, 0.999), MARKS)
def test_a_word_document_with_some_of_its_xml_changed_is_lines_or_a_sentence(
    tmp_path: Path, name: str, share: float, mark: bytes
) -> None:
    path = tmp_path / "whole.docx"
    with zipfile.ZipFile(path if path.exists() else word(path)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    place = int(share * len(members[name]))
    members[name] = members[name][:place] + mark + members[name][place + 1 :]
    with contextlib.suppress(SourceError):
        read_file(zipped(tmp_path / "a.docx", **members))


def test_a_text_file_is_read_as_it_stands(tmp_path: Path) -> None:
    assert len(read_file(text(tmp_path / "a.txt", printed()))) == len(
        [row for row in printed().splitlines() if row]
    )
