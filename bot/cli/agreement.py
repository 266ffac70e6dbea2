"""`samspel agreement`: import, list, show, check, adopt, compare and publish agreements."""

from datetime import UTC, date, datetime

import click

from bot.cli import publishing, sources, stored
from bot.cli.importing import import_
from bot.cli.options import Day, as_json, print_json, today, working
from messages import versions
from messages.agreement import Agreement, Decision
from messages.changes import Changes, compare
from messages.errors import PlainError
from messages.writing import write


@click.group()
def agreement() -> None:
    """Import, list, show, check, adopt, compare and publish agreements."""


for _command in (publishing.publish, publishing.unpublish, publishing.qr):
    agreement.add_command(_command)


@agreement.command("list")
@as_json
def list_(*, json_lines: bool) -> None:
    """List every version of every agreement."""
    for name in sources.known():
        for number, version in enumerate(sources.every_version(name), 1):
            row = _row(name, number, version)
            if json_lines:
                print_json(row)
            else:
                click.echo("{name} {version}  {status}, since {since}: {rules} rules".format(**row))


@agreement.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--on", "day", type=Day(), help="The version of this day, not today's.")
@as_json
def show(name: str, day: date | None, *, json_lines: bool) -> None:
    """Print an agreement in the agreement format, or its rules as JSON."""
    found = sources.on(name, day or today())
    if not json_lines:
        click.echo(write(found), nl=False)
        return
    for rule in found.rules:
        print_json(
            {
                "rule": rule.id,
                "heading": rule.heading,
                "text": rule.text,
                "source": "; ".join(rule.sources),
                "topics": list(rule.topics),
                "roles": list(rule.roles),
            }
        )


@agreement.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def check(file: str) -> None:
    """Say whether a file is a good agreement, or in which line it is not."""
    found = sources.from_file(file)
    rules = f"{len(found.rules)} rules in {len(found.sections)} sections"
    notes = f", {found.unreviewed} notes (Granska) still to review" if found.unreviewed else ""
    click.echo(f"{file} is good: {rules}{notes}.")


@agreement.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--municipality", "slug", metavar="SLUG", help="Not needed when there is only one.")
@click.option("--body", required=True, help="Who decided, as kommunfullmäktige.")
@click.option("--paragraph", required=True, help="As '§ 87'.")
@click.option("--decided", type=Day(), required=True, help="The day of the decision.")
@click.option("--in-force", "since", type=Day(), help="The day it takes force; else when decided.")
def adopt(  # noqa: PLR0913, PLR0917 - one for each thing that a decision has
    file: str, slug: str | None, body: str, paragraph: str, decided: date, since: date | None
) -> None:
    """Store a file as the version that a body has adopted.

    On the day it takes force the channels hear what changed.
    """
    found = sources.reviewed(file)
    decision = Decision(body=_line("--body", body), paragraph=_paragraph(paragraph), day=decided)
    if decided > today():
        raise PlainError("--decided is a day that has not been.")
    if since is not None and since < decided:
        raise PlainError("--in-force is before --decided.")
    with working("Reading the agreement"):
        changes = _adopt(slug or sources.only_one(), found.adopted(decision, since or decided))
    click.echo(f"Adopted, in force from {since or decided}. {_summary(changes)}")


@agreement.command()
@click.argument("name")
@click.option("--on", "day", type=Day(), help="Against the version before this day's, not today's.")
@as_json
def changes(name: str, day: date | None, *, json_lines: bool) -> None:
    """Show what the version changes against the one before it, rule by rule."""
    found = sources.every_version(name)
    version = versions.on(found, day or today()) or found[0]
    before = versions.before(found, version) or version
    compared = compare(before, version)
    if json_lines:
        for row in _rows(compared):
            print_json(row)
    else:
        click.echo(_text(compared), nl=False)


agreement.add_command(import_)


def _paragraph(value: str) -> str:
    """The paragraph as it is written in minutes: 87 is § 87."""
    line = _line("--paragraph", value)
    return f"§ {line.lstrip('§ ')}" if line.lstrip("§ ").isdecimal() else line


def _line(option: str, value: str) -> str:
    line = value.strip()
    if not line or len(line.splitlines()) > 1:
        raise PlainError(f"{option} needs to be a line of text.")
    return line


def _adopt(slug: str, adopted: Agreement) -> Changes:
    from bot import amendments, database  # noqa: PLC0415 - slow to import
    from bot.desk import Desk  # noqa: PLC0415
    from schedules import calendar  # noqa: PLC0415

    with stored.engine() as engine, database.writing(engine) as session:
        municipality = calendar.municipality(session, sources.slug_of(slug))
        if municipality is None:
            raise sources.UnknownAgreement(slug)
        desk = Desk(session=session, municipality=municipality, now=datetime.now(UTC))
        return amendments.adopt(desk, adopted)


def _row(name: str, number: int, version: Agreement) -> dict[str, object]:
    return {
        "name": name,
        "version": number,
        "status": version.status.value,
        "since": version.since.isoformat() if version.since else "the first wording known",
        "body": version.decision.body if version.decision else "",
        "paragraph": version.decision.paragraph if version.decision else "",
        "rules": len(list(version.rules)),
    }


def _rows(compared: Changes) -> list[dict[str, str]]:
    return [
        *(
            {"change": "reworded", "rule": one.new.id, "old": one.old.text, "new": one.new.text}
            for one in compared.reworded
        ),
        *({"change": "added", "rule": one.id, "new": one.text} for one in compared.added),
        *({"change": "removed", "rule": one.id, "old": one.text} for one in compared.removed),
    ]


def _text(compared: Changes) -> str:
    lines = [_summary(compared)]
    for row in _rows(compared):
        lines.append(f"\n{row['change']}: {row['rule']}")
        lines += [f"  {part}: {row[part]}" for part in ("old", "new") if part in row]
    return "\n".join(lines) + "\n"


def _summary(compared: Changes) -> str:
    if compared.other_words:
        return "One is a summary and the other word for word: they are not compared rule by rule."
    return (
        f"Rules reworded: {len(compared.reworded)}, added: {len(compared.added)}, "
        f"removed: {len(compared.removed)}."
    )
