"""What Teams sends is read as it was meant, whatever it is."""

from typing import Any

import pytest
from microsoft_teams.api.activities.message import MessageActivity

from bot.conversation import Click, Place, PlaceKind, Request, Speaker
from bot.teams import payloads
from bot.teams.conversations import Kind

Json = dict[str, Any]

TENANT = "bbbbbbbb-0000-4000-8000-000000000002"
BOT = {"id": "28:samspel", "name": "samspel"}
ANNA = Speaker(chat="teams", user_id="anna")
PLACE = Place(chat="teams", id="19:x@thread.v2", kind=PlaceKind.CHANNEL)
TELLS_B = {"tenant": {"id": "b"}}
STRANGE = [None, 1, 1.5, True, [], ["ord"], {"a": "b"}]


def activity(text: str = "", *mentions: tuple[str, str], **about: Any) -> MessageActivity:  # noqa: ANN401
    """A message; each mention is the name of whom it is of, and how it stands in the text."""
    entities = [
        {"type": "mention", "text": shown, "mentioned": {"id": f"29:{name}", "name": name}}
        for name, shown in mentions
    ]
    usual: Json = {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "objekt"},
        "recipient": BOT,
        "conversation": {"id": "19:x@thread.tacv2", "conversationType": "channel"},
        "text": text,
        "entities": entities,
    }
    return MessageActivity.model_validate(usual | about)


SAMSPEL = ("samspel", "<at>samspel</at>")


@pytest.mark.parametrize(
    ("text", "mentions", "words"),
    [
        ("<at>samspel</at> möten\n", [SAMSPEL], "möten"),
        ("möten <at>samspel</at>", [SAMSPEL], "möten"),
        ("<at>samspel</at>vad<at>samspel</at>gäller", [SAMSPEL], "vad gäller"),
        ("<at>samspel</at> beröm till <at>Per Ek</at>", [SAMSPEL], "beröm till"),
        ('<at id="0">samspel</at> möten', [], "möten"),
        ("<at>Ek & Ask <x></at> möten", [("Ek", "<at>Ek & Ask <x></at>")], "möten"),
        ("<at>Ek &amp; Ask</at> möten", [("Ek & Ask", "<at>Ek &amp; Ask</at>")], "möten"),
        ("vad\u00a0gäller&nbsp;nu\r\n\t här", [], "vad gäller nu här"),
        ("är 5 < 6 och 7 > 6", [], "är 5 < 6 och 7 > 6"),
        ("&lt;b&gt; &amp;amp; &quot;", [], '<b> &amp; "'),
        ("<b>fet</b>", [], "<b>fet</b>"),
        ("<at>samspel</at>", [SAMSPEL], ""),
        ("", [], ""),
        ("😀 é", [], "😀 é"),
    ],
)
def test_what_somebody_wrote_is_read_without_mentions(
    text: str, mentions: list[tuple[str, str]], words: str
) -> None:
    assert payloads.words_of(activity(text, *mentions)) == words


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div><p>Vad g&auml;ller?</p><p>Tack</p></div>", "Vad gäller? Tack"),
        ('<at id="0">Per Ek</at>, hej&nbsp;du', ", hej du"),
        ('<a href="https://x.se">här</a><img src="x" alt="y">', "här"),
        ("<p>5 &lt; 6</p>", "5 < 6"),
        ("5 < 6", "5 < 6"),
        ("rad<br>rad<br/>rad", "rad rad rad"),
        ("", ""),
        ("<" * 5000, "<" * 5000),
    ],
)
def test_the_words_of_a_message_in_html(markup: str, text: str) -> None:
    assert payloads.plain(markup) == text


@pytest.mark.parametrize(
    ("conversation", "kind", "place", "seen"),
    [
        ({"id": "a:1", "conversationType": "personal"}, Kind.PERSONAL, "a:1", "personal"),
        ({"id": "19:g", "conversationType": "groupChat"}, Kind.GROUP, "19:g", "channel"),
        ({"id": "19:c", "conversationType": "channel"}, Kind.CHANNEL, "19:c", "channel"),
        (
            {"id": "19:c;messageid=7", "conversationType": "channel"},
            Kind.CHANNEL,
            "19:c",
            "channel",
        ),
        ({"id": "19:m", "conversationType": "meeting"}, Kind.GROUP, "19:m", "channel"),
        ({"id": "19:m"}, Kind.GROUP, "19:m", "channel"),
    ],
)
def test_where_something_was_said(conversation: Json, kind: Kind, place: str, seen: str) -> None:
    asked = payloads.of_activity(activity("x", conversation=conversation), TENANT)
    assert (asked.kind, asked.conversation, asked.topic) == (kind, *[conversation["id"]] * 2)
    assert (asked.here.id, asked.here.kind) == (place, kind)
    assert asked.place.kind == seen
    assert asked.alone == (kind is Kind.PERSONAL)
    assert bool(asked.here.user_id) == asked.alone


def test_what_was_asked_among_others_is_about_them_also_alone() -> None:
    alone = activity("x", conversation={"id": "a:1", "conversationType": "personal"})
    asked = payloads.of_activity(alone, TENANT).about("19:c;messageid=7")
    assert asked.place.kind is PlaceKind.CHANNEL
    assert asked.alone


def test_somebody_without_an_account_in_entra_has_no_number() -> None:
    nobody = activity("x", **{"from": {"id": "29:x", "name": "Anna"}})
    asked = payloads.of_activity(nobody, TENANT)
    assert (asked.user, asked.account, asked.card) == ("", "29:x", "")


@pytest.mark.parametrize(
    ("about", "tenant"),
    [
        ({"conversation": {"id": "x", "tenantId": TENANT.upper()}}, TENANT),
        ({"channelData": {"tenant": {"id": TENANT}}}, TENANT),
        (
            {"conversation": {"id": "x", "tenantId": "a"}, "channelData": {"tenant": {"id": "b"}}},
            "a",
        ),
        ({"channelData": {}}, ""),
        ({}, ""),
    ],
)
def test_which_tenant_it_was_said_in(about: Json, tenant: str) -> None:
    assert payloads.tenant_of(activity("x", **about)) == tenant


@pytest.mark.parametrize("strange", STRANGE)
def test_what_a_button_carries_that_is_no_text_counts_as_nothing(strange: object) -> None:
    carried = {"action": strange, "value": strange}
    empty = Click(speaker=ANNA, place=PLACE, action="", value="")
    assert payloads.text({"do": strange}, "do") == payloads.text({}, "do") == ""
    assert payloads.click(ANNA, PLACE, carried) == payloads.again(ANNA, PLACE, carried) == empty
    assert payloads.again(ANNA, PLACE, {"words": strange}) == Request(
        speaker=ANNA, place=PLACE, words=""
    )
    assert payloads.again(ANNA, PLACE, {"delivery": strange}) == Click(
        speaker=ANNA, place=PLACE, action="again", value=""
    )


@pytest.mark.parametrize("strange", [None, 1, "text", [{"do": "press"}]])
def test_what_is_no_object_carries_nothing(strange: object) -> None:
    assert payloads.data_of(strange) == {}
