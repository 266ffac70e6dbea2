"""A form → an Adaptive Card to fill in, and what was filled in → the form's own values."""

from collections.abc import Callable, Iterator, Mapping

from bot.conversation import FieldErrors
from bot.teams.elements import CLOSE, SUBMIT, Json, action, actions, literal, run, title
from bot.teams.layout import wrapped
from bot.teams.words import words
from messages import dates
from messages.form import Field, Form, Input
from messages.message import Choice, Emphasis
from messages.words import shorten

PREFIX = "field_"
"""Before a field's name: what is filled in comes back among what the button carries."""

LONGEST_OPTION, LONGEST_INPUT = 150, 4000
MANY = 12
"""With more options than so, one types to find the right one."""

_NO_ERRORS: Mapping[str, str] = {}


def card(
    form: Form,
    carried: Mapping[str, str],
    wrong: FieldErrors | None = None,
    *,
    dialog: bool = False,
) -> Json:
    """The form as a card; `carried` comes back with what was filled in.

    What is wrong stands under its field. Without anything to choose where something must be
    chosen, the card says so.
    """
    body = [title(form.title), *_notice(form)]
    cancel = Choice(label=words("cancel"), action=CLOSE)
    closing = _plainly(action(cancel, {"do": CLOSE, **carried}, dialog=dialog))
    if any(_is_stuck(field) for field in form.fields):
        stuck = literal(run(words("nothing_to_choose")))
        return wrapped([*body, stuck, *actions([closing])], form.title)
    for field in form.fields:
        if field.input is not Input.CHOICE or field.options:
            body += _field(field, _says(field, wrong))
    send = Choice(label=form.submit, action=SUBMIT, emphasis=Emphasis.PRIMARY)
    sending = action(send, {"do": SUBMIT, **carried}, dialog=dialog)
    return wrapped([*body, *actions([sending, closing])], form.title)


def filled_in(data: Mapping[str, object]) -> dict[str, str]:
    """What was filled in, by field name; whatever is no text counts as nothing."""
    return {
        name.removeprefix(PREFIX): value if isinstance(value, str) else ""
        for name, value in data.items()
        if name.startswith(PREFIX)
    }


def _plainly(button: Json) -> Json:
    """A button that sends nothing of what was typed, and asks for nothing to be right first."""
    fallback = button.get("fallback")
    found = button | {"associatedInputs": "none"}
    return found | {"fallback": fallback | {"associatedInputs": "none"}} if fallback else found


def _notice(form: Form) -> Iterator[Json]:
    if form.notice:
        yield literal(run(form.notice))


def _is_stuck(field: Field) -> bool:
    return field.input is Input.CHOICE and field.required and not field.options


def _says(field: Field, wrong: FieldErrors | None) -> str:
    """The sentence about what is wrong with the field, or nothing."""
    code = wrong.errors.get(field.name) if wrong else None
    return field.errors.get(code, words("wrong")) if code else ""


def _field(field: Field, says: str) -> Iterator[Json]:
    yield {
        "id": f"{PREFIX}{field.name}",
        "label": words("tick") if field.input is Input.TICK else field.label,
        "isRequired": field.required,
        "errorMessage": field.errors.get("missing") or words("missing"),
        **_INPUTS[field.input](field),
    }
    if says:
        yield literal(run(says, color="Attention", weight="Bolder"), spacing="Small")
    if field.hint:
        yield literal(run(field.hint, isSubtle=True, size="Small"), spacing="Small")


def _typed(field: Field) -> Json:
    return {
        "type": "Input.Text",
        "isMultiline": field.input is Input.LINES,
        "maxLength": min(max(field.longest, len(field.value)), LONGEST_INPUT),
        "value": field.value[:LONGEST_INPUT],
    }


def _chosen(field: Field) -> Json:
    known = {option.value for option in field.options}
    return {
        "type": "Input.ChoiceSet",
        "style": "filtered" if len(field.options) > MANY else "compact",
        "placeholder": words("choose"),
        "choices": [
            {"title": shorten(one.label, LONGEST_OPTION) or " ", "value": one.value}
            for one in field.options
        ],
        "value": field.value if field.value in known else "",
    }


def _dated(field: Field) -> Json:
    return {"type": "Input.Date", "value": _iso(field.value, dates.read_day)}


def _timed(field: Field) -> Json:
    return {"type": "Input.Time", "value": _iso(field.value, dates.read_time)[:5]}


def _iso(value: str, read: Callable[[str], object]) -> str:
    """The value as a client can show it; what is no date or time stands nowhere."""
    try:
        return str(read(value))
    except ValueError:
        return ""


def _ticked(field: Field) -> Json:
    """The sentence stands beside the box."""
    return {
        "type": "Input.Toggle",
        "title": field.label,
        "wrap": True,
        "valueOn": "yes",
        "valueOff": "",
        "value": field.value if field.value == "yes" else "",
    }


_INPUTS: Mapping[Input, Callable[[Field], Json]] = {
    Input.LINE: _typed,
    Input.LINES: _typed,
    Input.CHOICE: _chosen,
    Input.DATE: _dated,
    Input.TIME: _timed,
    Input.TICK: _ticked,
}
