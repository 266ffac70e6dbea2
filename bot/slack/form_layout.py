"""A form → a modal, and what was filled in → the form's own values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.conversation import FieldErrors
from bot.slack.layout import Json, literal, paragraph
from bot.slack.words import words
from messages import dates
from messages.form import Field, Form, Input, Option
from messages.words import shorten

LONGEST_TITLE, LONGEST_INPUT, LONGEST_HINT = 24, 3000, 2000
LONGEST_OPTION, LONGEST_ID, MOST_OPTIONS, MOST_GROUPS = 75, 150, 100, 100
VALUE = "value"


def view(form: Form, metadata: str) -> Json:
    """The form as a modal; one with nothing to choose where something must be chosen says so."""
    found: Json = {
        "type": "modal",
        "callback_id": "form",
        "title": literal(form.title if len(form.title) <= LONGEST_TITLE else words("title")),
        "close": literal(words("cancel")),
        "private_metadata": metadata,
        "blocks": [*_opening(form), *map(_input, _fillable(form))],
    }
    if any(_is_stuck(field) for field in form.fields):
        return found | {"blocks": [*_opening(form), *paragraph(words("nothing_to_choose"))]}
    return found | {"submit": literal(form.submit[:LONGEST_TITLE])}


def filled_in(state: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field name; whatever is not as expected counts as nothing."""
    found = {}
    for name, elements in dict(state.get("values") or {}).items():
        element = dict(elements or {}).get(VALUE) or {}
        found[str(name)] = _value(element)
    return found


def errors(wrong: FieldErrors, shown: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The sentence under each field that is wrong, of those that the modal shows."""
    names = {block.get("block_id") for block in shown if block.get("type") == "input"}
    by_name = {field.name: field.errors for field in wrong.form.fields}
    return {
        name: by_name[name][code]
        for name, code in wrong.errors.items()
        if name in names and code in by_name.get(name, {})
    }


def _opening(form: Form) -> Iterator[Json]:
    if len(form.title) > LONGEST_TITLE or not (form.notice or form.fields):
        yield {"type": "header", "text": literal(shorten(form.title, 150))}
    if form.notice:
        yield from paragraph(form.notice)


def _fillable(form: Form) -> list[Field]:
    return [field for field in form.fields if field.input is not Input.CHOICE or field.options]


def _is_stuck(field: Field) -> bool:
    return field.input is Input.CHOICE and field.required and not field.options


def _input(field: Field) -> Json:
    found: Json = {
        "type": "input",
        "block_id": field.name,
        "label": literal(field.label),
        "optional": not field.required,
        "element": {"action_id": VALUE, **_ELEMENTS[field.input](field)},
    }
    return found | ({"hint": literal(field.hint[:LONGEST_HINT])} if field.hint else {})


def _typed(field: Field) -> Json:
    return {
        "type": "plain_text_input",
        "multiline": field.input is Input.LINES,
        "max_length": min(max(field.longest, len(field.value)), LONGEST_INPUT),
        **({"initial_value": field.value[:LONGEST_INPUT]} if field.value else {}),
    }


def _chosen(field: Field) -> Json:
    options = [_option(one) for one in field.options]
    initial = [
        shown for one, shown in zip(field.options, options, strict=True) if one.value == field.value
    ]
    first = {"initial_option": initial[0]} if initial else {}
    if len(options) <= MOST_OPTIONS:
        return {"type": "static_select", "options": options, **first}
    starts = range(0, min(len(options), MOST_OPTIONS * MOST_GROUPS), MOST_OPTIONS)
    groups = [_group(options[at : at + MOST_OPTIONS]) for at in starts]
    return {"type": "static_select", "option_groups": groups, **first}


def _group(options: Sequence[Json]) -> Json:
    names = (shorten(options[end]["text"]["text"], 35) for end in (0, -1))
    label = words("range", **dict(zip(("first", "last"), names, strict=True)))
    return {"label": literal(label), "options": list(options)}


def _option(option: Option) -> Json:
    label = shorten(option.label, LONGEST_OPTION) or " "
    return {"text": literal(label), "value": option.value[:LONGEST_ID]}


def _dated(field: Field) -> Json:
    return {"type": "datepicker", **_initial("initial_date", lambda: dates.read_day(field.value))}


def _timed(field: Field) -> Json:
    return {"type": "timepicker", **_initial("initial_time", lambda: dates.read_time(field.value))}


def _initial(name: str, read: Callable[[], date | time]) -> Json:
    """What stands there from the start; for a date that is none Slack refuses the whole view."""
    try:
        found = read()
    except ValueError:
        return {}
    return {name: found.isoformat()[:5] if isinstance(found, time) else found.isoformat()}


def _ticked(field: Field) -> Json:
    yes = {"text": literal(words("tick")), "value": "yes"}
    ticked = {"initial_options": [yes]} if field.value == "yes" else {}
    return {"type": "checkboxes", "options": [yes], **ticked}


_ELEMENTS: Mapping[Input, Callable[[Field], Json]] = {
    Input.LINE: _typed,
    Input.LINES: _typed,
    Input.CHOICE: _chosen,
    Input.DATE: _dated,
    Input.TIME: _timed,
    Input.TICK: _ticked,
}


def _value(element: Mapping[str, Any]) -> str:
    option = element.get("selected_option") or {}
    ticked = element.get("selected_options") or []
    found = (
        element.get("value")
        or element.get("selected_date")
        or element.get("selected_time")
        or (option.get("value") if isinstance(option, dict) else "")
        or ("yes" if ticked else "")
    )
    return found if isinstance(found, str) else ""
