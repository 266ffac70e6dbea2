"""A form → a dialog on the page."""

from collections.abc import Awaitable, Callable
from typing import assert_never

from nicegui import ui
from nicegui.elements.mixins.value_element import ValueElement

from bot.conversation import FieldErrors
from bot.playground.layout import text
from bot.playground.words import words
from messages.form import Field, Form, Input

MOST_TYPED = 100_000
"""Letters that a field takes; more would not reach the server, and so get no answer."""

Submit = Callable[[dict[str, str]], Awaitable[FieldErrors | None]]


def show(form: Form, submit: Submit) -> None:
    """Ask for a form; the dialog stays, with what was typed, until it is right or closed."""
    with ui.dialog(value=True).props("persistent") as dialog:
        dialog.props["aria-label"] = form.title
        with ui.card().classes("form") as card:
            card.on("keydown.escape", dialog.close)
            text("h2", form.title)
            if form.notice:
                text("p", form.notice).classes("notice")
            inputs = [_Input(field) for field in form.fields]
            _buttons(form, dialog, inputs, submit)


def _buttons(form: Form, dialog: ui.dialog, inputs: list["_Input"], submit: Submit) -> None:
    async def send() -> None:
        if not button.enabled:
            return  # pressed twice
        button.disable()
        wrong = await submit({one.field.name: one.value for one in inputs})
        button.enable()
        for one in inputs:
            one.say_wrong(wrong)
        if wrong is None:
            dialog.close()

    with ui.element("div").classes("buttons"):
        ui.button(words("close"), color=None, on_click=dialog.close).props("no-caps flat")
        button = ui.button(form.submit, color=None, on_click=send)
        button.props("no-caps unelevated").classes("choice primary")
    for one in inputs:
        one.on_enter(send)
    if inputs:
        inputs[0].focus()


class _Input:
    """One field on the page, with its error under it."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._element = _element(field)
        self._error = text("p", "").classes("error")
        self._error.props["role"] = "alert"
        self._error.set_visibility(False)
        self._element.props["aria-describedby"] = self._error.html_id

    @property
    def value(self) -> str:
        """What has been filled in, as the form wants it."""
        value = self._element.value
        if isinstance(value, bool):
            return "yes" if value else ""
        return str(value or "")

    def say_wrong(self, wrong: FieldErrors | None) -> None:
        """Show the field's error, or none."""
        code = wrong.errors.get(self.field.name) if wrong else None
        self._error.text = self.field.errors.get(code, "") if code else ""
        self._error.set_visibility(bool(code))
        self._element.props["aria-invalid"] = "true" if code else "false"

    def on_enter(self, send: Callable[[], Awaitable[None]]) -> None:
        """Let Enter in a field of one line send the form."""
        if self.field.input in {Input.LINE, Input.DATE, Input.TIME}:
            self._element.on("keydown.enter", send)

    def focus(self) -> None:
        """Begin here when the form opens."""
        self._element.props("autofocus")


def _element(field: Field) -> ValueElement:  # type: ignore[type-arg]  # of str or bool
    if field.input is Input.TICK:
        return ui.checkbox(field.label, value=field.value == "yes")
    element = _outlined(field)
    element.props(f"maxlength={MOST_TYPED}")
    if field.hint:
        element.props["hint"] = field.hint
    return element


def _outlined(field: Field) -> ValueElement:  # type: ignore[type-arg]
    match field.input:
        case Input.LINE:
            return ui.input(field.label, value=field.value).props("outlined")
        case Input.LINES:
            return ui.textarea(field.label, value=field.value).props("outlined autogrow")
        case Input.CHOICE:
            options = {option.value: option.label for option in field.options}
            chosen = field.value if field.value in options else None
            return ui.select(options, label=field.label, value=chosen).props("outlined")
        case Input.DATE | Input.TIME:
            dated = ui.input(field.label, value=field.value)
            return dated.props(f"outlined stack-label type={field.input}")
        case Input.TICK:
            return ui.checkbox(field.label)
        case _:
            assert_never(field.input)
