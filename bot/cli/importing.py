"""`samspel agreement import`: a municipality's own document → a draft to review."""

from itertools import count
from pathlib import Path

import click

from bot.cli.options import working
from messages.agreement import Agreement
from messages.errors import PlainError
from messages.importing import draft
from messages.importing.apart import read_apart
from messages.importing.carrying import carried
from messages.importing.topics import with_topics
from messages.outline import MOST_CHARACTERS
from messages.writing import write


@click.command("import", short_help="Make a draft of a municipality's own document.")
@click.argument(
    "files", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the draft, as draft.md.",
)
@click.option("--municipality", default="", help="Its name, where the document does not tell.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The version before, in the agreement format: rules keep their ids.",
)
def import_(
    files: tuple[Path, ...], output: Path, municipality: str, previous: Path | None
) -> None:
    """Make a draft in the agreement format of a txt, md, docx or pdf, word for word.

    Minutes of a decision may be among the files: a wording that they surely change is changed.
    Where a person has something to look at, a line of the draft begins with "Granska:". An
    earlier draft of that name is kept as FILE.old.
    """
    for file in files:
        if not file.is_file():
            raise PlainError(f"There is no file {file}.")
    if output.exists() and any(
        output.samefile(file) for file in (*files, *filter(None, [previous]))
    ):
        raise PlainError(f"{output} is one of the sources; choose another --output.")
    with working("Reading"):
        made = _made(files, " ".join(municipality.split()), previous)
    text = write(made)
    if len(text) > MOST_CHARACTERS:
        raise PlainError(
            f"The files hold more than an agreement may ({MOST_CHARACTERS} characters)."
        )
    kept = _write(output, text)
    click.echo(_summary(made, output))
    if kept:
        click.echo(f"What stood in {output} is kept as {kept}.")


def _made(files: tuple[Path, ...], municipality: str, previous: Path | None) -> Agreement:
    from bot.cli import sources  # noqa: PLC0415

    before = sources.from_file(str(previous)) if previous else None
    documents = [draft.document(str(file), read_apart(file)) for file in files]
    made = with_topics(draft.draft(documents, municipality))
    return carried(made, before) if before else made


def _write(output: Path, text: str) -> Path | None:
    """Write the draft; somebody's review of an earlier one is kept beside it, and named."""
    kept = None
    if output.exists() and output.read_bytes() != text.encode():
        kept = output.rename(_free(output))
    output.write_text(text, "utf-8")
    return kept


def _free(output: Path) -> Path:
    """A name beside the output that no file has."""
    names = (f"{output.name}.old{number or ''}" for number in count())
    return next(free for name in names if not (free := output.with_name(name)).exists())


def _summary(made: Agreement, output: Path) -> str:
    rules = f"{output}: {len(made.rules)} statements in {len(made.sections)} sections"
    notes = (
        f"{made.unreviewed} notes to review" if made.unreviewed else "nothing marked as doubtful"
    )
    return f"{rules}, {notes}. Read it through, then 'samspel agreement check {output}'."
