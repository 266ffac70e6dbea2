"""`samspel ask`: answers from an agreement, without a chat."""

import sys
from collections.abc import Iterator
from datetime import date

import click

from bot.cli import sources
from bot.cli.options import Day, as_json, print_json, today
from messages.agreement import Agreement
from messages.rendering import render
from messages.search import LONGEST_SHOWN, Answer, find
from messages.words import shorten


@click.command()
@click.argument("question", required=False)
@click.option(
    "--agreement",
    "name",
    metavar="NAME|FILE",
    help="A municipality, as vaggeryd, or a file; not needed when the database has only one.",
)
@click.option("--on", "day", type=Day(), help="Answer with the version of this day, not today's.")
@click.option("--top", type=click.IntRange(1, 50), default=3, show_default=True, help="How many.")
@as_json
def ask(
    question: str | None, name: str | None, day: date | None, top: int, *, json_lines: bool
) -> None:
    """Answer a QUESTION from an agreement, or each line of standard input.

    The best rule comes first, with its source and standing. Where no rule covers the question,
    that is said, and the nearest rules are listed.
    """
    day = day or today()
    agreement = sources.on(name or sources.only_one(), day)
    index = sources.searchable(agreement)
    for asked in _questions(question):
        answer = find(index, asked, top=top)
        if json_lines:
            print_json(_row(asked, answer, agreement, day))
        else:
            click.echo(_text(asked, answer, agreement, day))


def _questions(question: str | None) -> Iterator[str]:
    if question is not None:
        yield question
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _row(asked: str, answer: Answer, agreement: Agreement, day: date) -> dict[str, object]:
    return {
        "question": asked,
        "answered": answer.covered,
        "agreement": agreement.title,
        "status": agreement.status.value,
        "since": agreement.since.isoformat() if agreement.since else None,
        "standing": render("standing", today=day, agreement=agreement).title,
        "hits": [
            {
                "rule": hit.rule.id,
                "heading": hit.rule.heading,
                "text": hit.rule.text,
                "source": f"{agreement.called}, {'; '.join(hit.rule.sources)}",
                "score": hit.score,
            }
            for hit in answer.hits
        ],
    }


def _text(asked: str, answer: Answer, agreement: Agreement, day: date) -> str:
    template = "found" if answer.covered else "not_found"
    shown = shorten(asked, LONGEST_SHOWN)
    message = render(template, today=day, question=shown, hits=answer.hits, agreement=agreement)
    return message.plain + "\n"
