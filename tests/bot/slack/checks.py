"""Whether Slack would take a payload: by slack_sdk's models, by blockkit, and by what neither
looks at.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import blockkit
from blockkit import core
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]

MOST_TOGETHER = 13_200
"""Characters of all blocks of a message together."""

MOST_IN_TEXT = 40_000
TITLE, METADATA = 24, 3000

_COMPONENTS: Mapping[str, Any] = {
    "actions": blockkit.Actions,
    "button": blockkit.Button,
    "checkboxes": blockkit.Checkboxes,
    "context": blockkit.Context,
    "datepicker": blockkit.DatePicker,
    "divider": blockkit.Divider,
    "header": blockkit.Header,
    "home": blockkit.Home,
    "image": blockkit.Image,
    "input": blockkit.Input,
    "modal": blockkit.Modal,
    "plain_text": blockkit.Text,
    "plain_text_input": blockkit.PlainTextInput,
    "rich_text": blockkit.RichText,
    "rich_text_list": core.RichTextList,
    "rich_text_quote": core.RichTextQuote,
    "rich_text_section": core.RichTextSection,
    "static_select": blockkit.StaticSelect,
    "text": core.RichTextEl,
    "timepicker": blockkit.TimePicker,
}


def message(payload: Json) -> None:
    """A post, or the answer to a response address."""
    assert payload.get("text"), "nothing to read out or to show in a notification"
    assert len(payload["text"]) <= MOST_IN_TEXT
    for sign in ("<!", "<@", "<#", "<http"):
        assert sign not in payload["text"], f"{sign} in the plain text calls or links"
    blocks = payload.get("blocks", [])
    assert 1 <= len(blocks) <= 50
    assert sum(len(text) for text in _texts(blocks)) <= MOST_TOGETHER
    _blocks(blocks)


def view(payload: Json) -> None:
    """A modal or the Home tab."""
    blocks = payload["blocks"]
    assert 1 <= len(blocks) <= 100
    assert len(payload.get("private_metadata", "")) <= METADATA
    inputs = [block for block in blocks if block["type"] == "input"]
    if payload["type"] == "modal":
        assert len(payload["title"]["text"]) <= TITLE
        assert not inputs or payload.get("submit"), "what is filled in cannot be sent"
        assert len(payload.get("submit", {}).get("text", "")) <= TITLE
    else:
        assert not inputs
    _blocks(blocks)
    View(**payload).validate_json()
    _component(payload).build()


def _blocks(blocks: Sequence[Json]) -> None:
    names = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(set(names)) == len(names), "two blocks with one id"
    assert all(len(name) <= 255 for name in names)
    for block in blocks:
        _nested(block)
        _component(block).build()
    for parsed in Block.parse_all([dict(block) for block in blocks]):
        assert parsed is not None
        parsed.validate_json()


def _nested(value: Any) -> None:  # noqa: ANN401 - JSON
    """What no library looks at: nothing but literals, and names that are one's own."""
    match value:
        case {"type": "mrkdwn"}:
            raise AssertionError("markup would have to be escaped; literals need not")
        case {"type": "actions", "elements": elements}:
            names = [one["action_id"] for one in elements]
            assert len(set(names)) == len(names) <= 25
            assert all(len(name) <= 255 for name in names)
            list(map(_nested, elements))
        case dict():
            if value.get("type") in {"broadcast", "user", "usergroup", "channel", "link"}:
                raise AssertionError("nobody is to be mentioned")
            list(map(_nested, value.values()))
        case list():
            list(map(_nested, value))


def _component(value: Any) -> Any:  # noqa: ANN401 - JSON → blockkit's own values
    match value:
        case {"type": str()}:
            return _typed(dict(value))
        case {"value": text, "text": {"type": "plain_text"} as label}:
            return blockkit.Option(text=_component(label), value=text)
        case {"id": file}:
            return blockkit.SlackFile(id=file)
        case list():
            return [_component(one) for one in value]
        case _:
            return value


def _typed(value: dict[str, Any]) -> Any:  # noqa: ANN401 - blockkit's own values
    kind, style, groups = value.pop("type"), value.get("style"), value.pop("option_groups", None)
    if isinstance(style, dict):
        value["style"] = core.RichStyle(**style)
    made = _COMPONENTS[kind](**_fields(value))
    if groups:
        made.option_groups(*(blockkit.OptionGroup(**_fields(group)) for group in groups))
    return made.type("plain_text") if kind == "plain_text" else made


def _fields(value: Json) -> dict[str, Any]:
    return {name: _component(part) for name, part in value.items()}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    match value:
        case dict():
            for name, part in value.items():
                if name in {"text", "value", "alt_text"} and isinstance(part, str):
                    yield part
                else:
                    yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)
