"""A message can be read as plain text, whatever it is made of."""

from messages.message import (
    Choice,
    Choices,
    Fact,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)

EVERYTHING = Message(
    title="Rubrik",
    blocks=(
        Text(text="Ett stycke."),
        Quote(text="Någon annans ord.", label="I korthet"),
        Quote(text="Utan etikett."),
        Facts(facts=(Fact(label="Plats", value="Lilla salen"),)),
        Items(items=("en", "två")),
        Items(items=("först", "sedan"), numbered=True),
        Choices(
            choices=(Choice(label="Flytta", action="move"), Choice(label="Avboka", action="x"))
        ),
        Picture(svg="<svg/>", alt="Ett årshjul."),
    ),
)


def test_every_block_has_its_plain_text() -> None:
    assert EVERYTHING.plain == (
        "Rubrik\n\nEtt stycke.\n\nI korthet:\nNågon annans ord.\n\nUtan etikett.\n\n"
        "Plats: Lilla salen\n\n– en\n– två\n\n1. först\n2. sedan\n\n[Flytta] [Avboka]\n\n"
        "Ett årshjul."
    )


def test_the_buttons_can_be_found() -> None:
    assert [choice.label for choice in EVERYTHING.choices] == ["Flytta", "Avboka"]
