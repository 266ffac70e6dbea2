"""The words of a file are looked up once, and then kept for the next run."""

import os
from pathlib import Path

import pytest

from bot.cli import lemmas
from messages import dictionary


def never(_words: object) -> dict[str, str]:
    raise AssertionError("the dictionary was asked")


def test_what_was_looked_up_is_not_looked_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = lemmas.of({"giraffen"})
    assert found["girafferna"] == "giraff"
    monkeypatch.setattr(dictionary, "forms", never)
    assert lemmas.of({"giraffen"}) == found
    with pytest.raises(AssertionError):
        lemmas.of({"zebran"})


def test_what_cannot_be_kept_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samspel").write_text("a file stands where the folder should")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert lemmas.of({"giraffen"})["giraffen"] == "giraff"


def test_a_broken_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = lemmas.of({"giraffen"})
    (kept,) = (tmp_path / "samspel" / "lemmas").iterdir()
    kept.write_text("{")
    assert lemmas.of({"giraffen"}) == found


def test_the_oldest_goes_where_many_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(lemmas, "MOST_KEPT", 2)
    monkeypatch.setattr(dictionary, "forms", lambda words: dict.fromkeys(words, "x"))
    folder = tmp_path / "samspel" / "lemmas"
    lemmas.of({"a"})
    (first,) = folder.iterdir()
    os.utime(first, (0, 0))
    lemmas.of({"b"})
    lemmas.of({"c"})
    assert first not in set(folder.iterdir())
    assert len(list(folder.iterdir())) == 2
