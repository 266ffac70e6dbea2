"""Whether Teams would take a card: the schema of 1.5, Teams' own limits, and samspel's manners."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator

Json = dict[str, Any]

SIZE = 80_000
"""Bytes of a message, where each letter counts as two."""

PLAIN = {"TextRun", "Action.Execute", "Action.Submit"}
"""What shows its text as it stands; all other texts understand Markdown."""

MARKS = set("*_`[]<>~#|\\")


def said(activity: Json) -> None:
    """A message as it is sent: one card with a summary, or a line of text, never both."""
    cards = activity.get("attachments") or []
    assert bool(cards) != bool(activity.get("text"))
    for attachment in cards:
        assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        card(attachment["content"])
        assert 0 < len(activity["summary"]) <= 200
    assert len(json.dumps(activity, ensure_ascii=False)) * 2 <= SIZE


def card(content: Json, *, dialog: bool = False) -> None:
    """A card of version 1.5 that can be read aloud and pressed."""
    errors = [error.message[:200] for error in _schema().iter_errors(content)]
    assert not errors, errors
    assert (content["version"], content["lang"]) == ("1.5", "sv")
    assert content["fallbackText"]
    found = list(_objects(content))
    assert found[1]["type"] in {"TextBlock", "RichTextBlock"}  # the title comes first
    for one in found:
        _checked(one, dialog=dialog)
    inputs = [one for one in found if str(one.get("type", "")).startswith("Input.")]
    assert len({one["id"] for one in inputs}) == len(inputs)


def _checked(one: Json, *, dialog: bool) -> None:
    kind = str(one.get("type", ""))
    assert kind not in {"FactSet", "Action.OpenUrl"}  # it understands Markdown; leads away
    if kind == "TextBlock":
        assert one["wrap"]
        assert not MARKS & set(one["text"])
    if kind == "ActionSet":
        assert 1 <= len(one["actions"]) <= 6
    if kind.startswith("Input."):
        assert one["label"]
        assert one["errorMessage"]
    if kind == "Image":
        assert one["altText"]
        assert one["url"].startswith(("https://", "http://127.0.0.1"))
    if kind == "Action.Execute":
        assert one["verb"]
        assert one["fallback"]["type"] == "Action.Submit"
        assert one["fallback"]["data"] == one["data"]
        assert not dialog


def _objects(value: Any) -> Iterator[Json]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        yield value
        for name, part in value.items():
            if name != "data":
                yield from _objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part)


@cache
def _schema() -> Draft7Validator:
    """The schema, with the style of choices that it has forgotten ("filtered", of version 1.5)."""
    text = (files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8")
    schema = json.loads(text)
    for styles in _objects(schema["definitions"]["ChoiceInputStyle"]):
        styles.get("enum", []).append("filtered")
    return Draft7Validator(schema)
