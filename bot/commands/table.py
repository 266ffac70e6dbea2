"""One table of commands, buttons and forms for every chat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.commands import (
    arrivals,
    channels,
    feedback,
    grey_zone,
    lookup,
    meetings,
    offices,
    personal,
    series,
    unclear,
    year,
)
from bot.conversation import Conversation, Reply

Command = Callable[[Conversation, str], Reply]
"""Answers somebody's words after the command, or the value of a button."""

Submit = Callable[[Conversation, str, Mapping[str, str]], Reply]
"""Stores what was filled in about a subject; raises Wrong where a field is wrong."""


@dataclass(frozen=True)
class FormCommand:
    """How a form is opened (its rights checked), and what submitting it does."""

    open: Command
    submit: Submit


COMMANDS: Mapping[str, Command] = {
    "ask": lookup.question,
    "contact": lookup.contact,
    "principles": lookup.principles,
    "roles": lookup.roles,
    "meetings": meetings.mine,
    "move": meetings.move,
    "cancel": meetings.cancel,
    "agenda": meetings.next_agenda,
    "series": series.open_series,
    "praise": feedback.open_praise,
    "concern": feedback.open_concern,
    "holders": offices.holders,
    "year": year.year,
    "changes": lookup.changes,
    "unclear": unclear.listed,
    "pause": personal.open_pause,
    "connect": channels.connect,
    "personal": personal.personal,
    "people": arrivals.waiting,
    "try": personal.try_it,
    "help": lookup.helping,
}
"""By the names of messages/commands.toml."""

FORMS: Mapping[str, FormCommand] = {
    "move": FormCommand(meetings.open_move, meetings.submit_move),
    "cancel": FormCommand(meetings.open_cancel, meetings.submit_cancel),
    "agenda_item": FormCommand(meetings.open_item, meetings.submit_item),
    "note": FormCommand(meetings.open_note, meetings.submit_note),
    "pair_agreement": FormCommand(meetings.open_pair, meetings.submit_pair),
    "praise": FormCommand(feedback.open_praise, feedback.submit_praise),
    "concern": FormCommand(feedback.open_concern, feedback.submit_concern),
    "hold": FormCommand(offices.open_hold, offices.submit_hold),
    "leave": FormCommand(offices.open_leave, offices.submit_leave),
    "end_series": FormCommand(series.open_end, series.submit_end),
    "delegate": FormCommand(offices.open_delegate, offices.submit_delegate),
    "series": FormCommand(series.open_series, series.submit_series),
    "pause": FormCommand(personal.open_pause, personal.submit_pause),
}
"""By the names of the templates in messages/templates/sv/forms/."""

SAY = "say"
"""The action of a button that says a command; its value is the command's name."""

STORES = frozenset({"try"})
"""The commands that store something when they are typed; all others then only read."""

UNSIGNED = frozenset({"unclear"})
"""The buttons of which nothing may tell afterwards who pressed them, not even what keeps a button
that is pressed twice from being heard twice: pressed again, they change nothing.
"""

OPEN = frozenset({"ask", "contact", "principles", "roles", "changes", "help"})
"""The commands whose answer depends on nobody: everybody may see what anybody is told."""

LOOK_UP = frozenset(
    {
        "ask",
        "contact",
        "principles",
        "roles",
        "changes",
        "holders",
        "year",
        "help",
        "show",
        "share",
        "again",
        "unclear",
        "grey_zone",
    }
)
"""What anybody known may do; all else needs a confirmed identity. What somebody has found unclear
is theirs to say whoever they are; the list of it, and the agenda, ask for rights themselves.
"""

BUTTONS: Mapping[str, Command] = {
    **{name: form.open for name, form in FORMS.items()},
    "ask": lookup.question,
    "again": lookup.again,
    "feedback": feedback.choose,
    "confirm": arrivals.confirm,
    "show": lookup.show,
    "share": lookup.share,
    "unclear": unclear.mark,
    "grey_zone": grey_zone.bring_up,
    "agenda": meetings.show_agenda,
    "praise_yes": feedback.agree,
    "praise_no": feedback.decline,
    "purpose": channels.choose_purpose,
    "switch": year.switch,
}
"""By the `action` of a choice."""
