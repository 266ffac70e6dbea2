"""Where a command's agreement comes from: a file, the database, or the ones that are shipped."""

from datetime import date
from pathlib import Path

from bot.cli import lemmas, stored
from bot.cli.options import working
from messages import dictionary, lexicon, shipped, versions, words
from messages.agreement import Agreement
from messages.errors import PlainError
from messages.indexing import Index, index
from messages.outline import MOST_CHARACTERS
from messages.reading import read

MOST_BYTES = 4 * MOST_CHARACTERS


class UnknownAgreement(PlainError):
    """No agreement has that name; the sentence lists those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no agreement {name!r}; known are {', '.join(known())}.")


def known() -> tuple[str, ...]:
    """The municipalities of the database, or the shipped ones where there is no database."""
    return _in_database() or shipped.names()


def only_one() -> str:
    """The one municipality of the database; PlainError where there is none, or more of them."""
    found = _in_database()
    if len(found) != 1:
        raise PlainError(f"Say which agreement with --agreement: {', '.join(known())}.")
    return found[0]


def from_file(path: str) -> Agreement:
    """The agreement in a file; ReadingError, PlainError or OSError where there is none."""
    if Path(path).exists() and not Path(path).is_file():
        raise PlainError(f"{path} is not a file.")
    if Path(path).stat().st_size > MOST_BYTES:
        raise PlainError(f"{path} is too large for an agreement: more than {MOST_BYTES} bytes.")
    try:
        return read(Path(path).read_text("utf-8"), file=path)
    except UnicodeDecodeError:
        raise PlainError(f"{path} is not text in UTF-8; save it as UTF-8 and try again.") from None


def reviewed(path: str) -> Agreement:
    """The agreement in a file that a person has settled; PlainError where notes are left."""
    found = from_file(path)
    if found.unreviewed:
        raise PlainError(
            f"{path} still has {found.unreviewed} notes to review: "
            "take away each line that begins with 'Granska:' when it is settled."
        )
    return found


def every_version(name: str) -> tuple[Agreement, ...]:
    """Every version of a municipality's agreement, from the database or the shipped ones."""
    slug = slug_of(name)
    found = _stored(slug) or shipped.versions(slug)
    if not found:
        raise UnknownAgreement(name)
    return found


def slug_of(name: str) -> str:
    """The municipality's short name, however it is written: "kungsor" for "Kungsör"."""
    return words.fold("-".join(name.casefold().split()))


def on(name: str, day: date) -> Agreement:
    """The version of a file or a municipality's agreement that is answered with on a day."""
    if "/" in name or name.endswith(".md"):
        return from_file(name)
    found = every_version(name)
    return versions.on(found, day) or found[0]


def searchable(agreement: Agreement) -> Index:
    """The agreement made ready to be searched; its new words are looked up where it has any."""
    known = lexicon.shipped()
    new = dictionary.new_words(agreement, known.words({}))
    with working("Reading the agreement"):
        return index(agreement, known, lemmas.of(new) if new else {})


def _in_database() -> tuple[str, ...]:
    with stored.session() as session:
        if session is None:
            return ()
        from schedules import calendar  # noqa: PLC0415 - needs the database, slow to import

        return tuple(municipality.slug for municipality in calendar.municipalities(session))


def _stored(name: str) -> tuple[Agreement, ...]:
    with stored.session() as session:
        if session is None:
            return ()
        from bot import agreements  # noqa: PLC0415
        from schedules import calendar  # noqa: PLC0415

        municipality = calendar.municipality(session, name)
        return agreements.everyone(session, municipality) if municipality else ()
