"""The frozen questions, and the documents that they were asked of."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages import dictionary, indexing, lexicon
from messages.agreement import Agreement
from messages.importing import draft
from messages.importing.files import read_file
from messages.importing.topics import with_topics
from messages.indexing import Index

UNSEEN = Path(__file__).parents[1] / "messages" / "unseen"
DOCUMENTS = Path(__file__).parents[3] / "shared" / "agreements"
"""Beside the project, not part of it."""

FILES = {
    "vaggeryd": ("vaggeryd-overenskommelse.txt", "vaggeryd-beslut-ks-138.txt"),
    "kungsor": ("kungsor-riktlinje.txt",),
    "alingsas": ("alingsas-riktlinje.txt",),
}
UNANSWERED = frozenset({"unanswerable", "near_miss"})


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, of what kind it is, and what a text that answers it contains."""

    asked: str
    kind: str
    accept: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return self.kind not in UNANSWERED

    def answered_by(self, text: str) -> bool:
        return any(re.search(pattern, text, re.IGNORECASE) for pattern in self.accept)


@cache
def questions(name: str) -> tuple[Question, ...]:
    """The frozen questions about one document."""
    rows = tomllib.loads((UNSEEN / f"{name}.toml").read_text("utf-8"))["question"]
    return tuple(
        Question(asked=row["asked"], kind=row["kind"], accept=tuple(row["accept"])) for row in rows
    )


def everything_asked() -> tuple[str, ...]:
    """What is asked of all the documents."""
    return tuple(one.asked for name in FILES for one in questions(name))


def files(name: str) -> list[Path]:
    """The document, and the minutes that change it."""
    return [DOCUMENTS / file for file in FILES[name]]


def documents_are_there() -> bool:
    """Whether all of them stand beside the project."""
    return all(file.exists() for name in FILES for file in files(name))


@cache
def imported(name: str) -> Agreement:
    """The draft that `samspel agreement import` makes of the document."""
    read = [draft.document(str(file), read_file(file)) for file in files(name)]
    return with_topics(draft.draft(read))


def searchable(agreement: Agreement) -> Index:
    """The agreement made ready, its own words looked up in the dictionary."""
    known = lexicon.shipped()
    return indexing.index(agreement, known, dictionary.lemmas_of(agreement, known.words({})))
