"""A file is read by a process of its own, which may take only so much time and memory."""

import zipfile
from pathlib import Path
from time import perf_counter

import pytest

from messages.importing import apart
from messages.importing.apart import read_apart
from messages.importing.files import read_file
from messages.importing.source import SourceError
from tests.messages.importing.provby import pdf_of, printed, text, word


def test_what_is_read_apart_is_the_same(tmp_path: Path) -> None:
    for path in (
        text(tmp_path / "a.txt", f"\f{printed(mark='–')}"),
        word(tmp_path / "a.docx"),
        pdf_of(tmp_path / "a.pdf"),
    ):
        assert read_apart(path) == read_file(path)


def test_a_name_of_any_kind_is_read(tmp_path: Path) -> None:
    path = text(tmp_path / "-å 'ä\n.txt", "Vi talar.")
    assert [line.text for line in read_apart(path)] == ["Vi talar."]


def test_what_is_refused_is_refused_with_the_same_sentence(tmp_path: Path) -> None:
    path = text(tmp_path / "å.txt", "")
    with pytest.raises(SourceError, match=r"There is no text in .*å\.txt"):
        read_apart(path)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"borta\.txt cannot be read: No such file or directory\."
    ):
        read_apart(tmp_path / "borta.txt")


def test_the_folder_where_one_stands_is_no_part_of_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text(tmp_path / "json.py", "raise SystemExit('taken over')")
    (tmp_path / "messages").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_apart(text(tmp_path / "a.txt", "Vi talar."))


def test_a_file_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)
    before = perf_counter()
    with pytest.raises(SourceError, match="takes longer than"):
        read_apart(text(tmp_path / "a.txt", "Vi talar."))
    assert perf_counter() - before < 5


def test_a_document_whose_xml_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(word(tmp_path / "a.docx")) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    start, _, _ = members["word/document.xml"].partition(b"<w:p>")
    members["word/document.xml"] = start + b"<w:p/>" * 12_000_000 + b"</w:body></w:document>"
    with zipfile.ZipFile(
        tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    before = perf_counter()
    with pytest.raises(SourceError, match=r"too much memory|not a whole Word document"):
        read_apart(tmp_path / "b.docx")
    assert perf_counter() - before < apart.MOST_SECONDS
