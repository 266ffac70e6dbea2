"""An office changes hands: reminders, role talk, renewal, and nothing left behind for others."""

from datetime import date

from bot.conversation import FieldErrors, Reply
from messages.message import Message
from tests.towns import DIALOGUE, Town

OLLE = {
    "office": "kso",
    "email": "olle@exempel.se",
    "name": "",
    "capacity": "ordinary",
    "starts": "2027-01-01",
    "ends": "",
}


def message(reply: Reply | FieldErrors) -> Message:
    assert isinstance(reply, Reply)
    assert reply.message is not None
    return reply.message


def test_reminders_go_to_whoever_holds_the_office_that_day(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    town.go(date(2027, 1, 8))
    assert "Samspelssamtal på måndag 11 januari kl. 9.00" in town.titles("olle")
    assert "Samspelssamtal på måndag 11 januari kl. 9.00" not in town.titles("anna")


def test_a_role_talk_is_proposed_before_the_work_begins(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    title = "Förslag: rollsamtal tisdag 22 december kl. 9.00"
    assert title in town.titles("olle")
    assert title in town.titles("per")
    assert title not in town.titles("anna")


def test_the_role_talk_is_reminded_of_and_followed_up_on_day_100(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    town.go(date(2027, 4, 12))
    assert "Rollsamtal på tisdag 22 december kl. 9.00" in town.titles("olle")
    followed = [title for title in town.titles("olle") if title.startswith("Uppföljning av roll")]
    assert followed


def test_the_pair_agreement_is_marked_for_renewal_until_it_is_renewed(town: Town) -> None:
    town.fill("per", "pair_agreement", DIALOGUE, day="2026-03-02")
    assert "Er överenskommelse gjordes 2 mars." in message(town.say("per", "möten")).plain
    town.fill("karin", "hold", **OLLE)
    assert "gör en ny överenskommelse" in message(town.say("per", "möten")).plain
    town.fill("per", "pair_agreement", DIALOGUE, day="2026-11-20")
    assert "gör en ny överenskommelse" not in message(town.say("per", "möten")).plain


def test_a_successor_sees_none_of_the_predecessor_s_points_and_notes(town: Town) -> None:
    town.fill("anna", "agenda_item", "dialogue/2027-01-11", text="Förtroligt före bytet")
    town.go(date(2026, 12, 14))
    town.fill("anna", "note", DIALOGUE, text="Vi två kom överens")
    town.fill("karin", "hold", **{**OLLE, "email": "ny@exempel.se", "name": "Nina Ny"})
    town.go(date(2027, 1, 2))
    assert message(town.press("anna", "agenda", "dialogue/2027-01-11")).title == (
        "Det här kan du inte göra"
    )
    old = message(town.press("per", "agenda", "dialogue/2027-01-11")).plain
    assert "Förtroligt före bytet" in old
    town.fill("karin", "hold", **{**OLLE, "starts": "2027-01-03"})
    town.go(date(2027, 1, 4))
    new = message(town.press("olle", "agenda", "dialogue/2027-01-11")).plain
    assert "Förtroligt" not in new
    assert "kom överens" not in new


def test_the_first_reminder_after_new_year_reaches_the_one_who_has_taken_over(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    town.go(date(2027, 1, 11))
    about = "Samspelssamtal på måndag 11 januari kl. 9.00"
    assert about in town.titles("olle")
    assert not [title for title in town.titles("anna") if "11 januari" in title]


def test_a_successor_never_reads_what_was_written_before(town: Town) -> None:
    """Whether the change is entered before, or afterwards with an earlier first day."""
    town.fill("karin", "hold", **OLLE)
    town.fill("anna", "agenda_item", "dialogue/2027-01-11", text="Förtroligt")
    town.fill("per", "agenda_item", "dialogue/2027-01-11", text="Till dig som är ny")
    town.go(date(2026, 12, 14))
    town.fill("anna", "note", DIALOGUE, text="Vi två kom överens")
    town.go(date(2027, 1, 4))
    new = message(town.press("olle", "agenda", "dialogue/2027-01-11")).plain
    assert "Förtroligt" not in new
    assert "kom överens" not in new
    assert "Till dig som är ny" in new


def test_a_change_entered_afterwards_opens_nothing_of_the_past(town: Town) -> None:
    town.go(date(2026, 12, 14))
    town.fill("anna", "note", DIALOGUE, text="Vi två kom överens")
    town.go(date(2026, 12, 16))
    town.fill("karin", "hold", **{**OLLE, "starts": "2026-12-01"})
    shown = message(town.press("olle", "agenda", "dialogue/2027-01-11")).plain
    assert "kom överens" not in shown


def test_the_role_talk_is_the_incoming_holder_s_and_not_the_leaving_one_s(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    (talk, *_) = [one.occurrence for one in town.deliveries() if one.kind == "role_talk_proposed"]
    slot = {"day": "2026-12-21", "at": "10:00", "place": ""}
    assert message(town.press("anna", "agenda", talk)).title == "Det här kan du inte göra"
    assert message(town.fill("anna", "move", talk, **slot)).title == "Det här kan du inte göra"
    assert message(town.press("olle", "agenda", talk)).title.startswith("Dagordning: rollsamtalet")
    assert message(town.fill("olle", "move", talk, **slot)).title.startswith("Flyttat: rollsamtal")


def test_an_appointment_made_by_mistake_can_be_taken_back(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    form = town.press("karin", "leave").form
    assert form is not None
    olle = next(
        one.value for one in form.fields[0].options if one.label.endswith("från 1 januari 2027")
    )
    shown = message(town.fill("karin", "leave", holding=olle, day="2026-11-20"))
    assert shown.title == "Olle Ström tar inte över som kommunstyrelsens ordförande (KSO)"
    assert "Anna Berg innehar uppdraget tills vidare" in shown.plain
    for user, told in (("per", True), ("olle", True), ("anna", False)):
        assert ("Avbokat: rollsamtalet tisdag 22 december kl. 9.00" in town.titles(user)) is told
    assert "gör en ny överenskommelse" not in message(town.say("per", "möten")).plain
    town.fill("karin", "hold", **OLLE)
    assert "Förslag: rollsamtal tisdag 22 december kl. 9.00" in town.titles("per")


def test_two_series_with_the_same_partner_make_one_role_talk(town: Town) -> None:
    series = {
        "first": "kso",
        "second": "kd",
        "start": "2026-12-01",
        "at": "09:00",
        "minutes": "60",
        "repeat": "monthly_date",
        "red_days": "next",
        "place": "",
    }
    town.fill("anna", "series", **series)
    town.fill("karin", "hold", **OLLE)
    assert len([title for title in town.titles("olle") if title.startswith("Förslag")]) == 1


def test_an_ordinary_holder_ends_an_acting_one_without_a_last_day(town: Town) -> None:
    acting = {**OLLE, "office": "kd", "email": "mats@exempel.se", "capacity": "acting"}
    town.fill("karin", "hold", **{**acting, "starts": "2026-12-01"})
    new = {**acting, "email": "jonas@exempel.se", "capacity": "ordinary", "starts": "2027-01-01"}
    town.fill("karin", "hold", **new)
    town.go(date(2027, 1, 8))
    assert "Samspelssamtal på måndag 11 januari kl. 9.00" in town.titles("jonas")
    assert not [title for title in town.titles("mats") if "11 januari" in title]


def test_the_role_talk_with_somebody_who_will_act_is_that_one_s(town: Town) -> None:
    acting = {**OLLE, "office": "kd", "email": "mats@exempel.se", "capacity": "acting"}
    town.fill("karin", "hold", **{**acting, "starts": "2026-12-14"})
    assert [title for title in town.titles("mats") if title.startswith("Förslag: rollsamtal")]
    assert not [title for title in town.titles("per") if title.startswith("Förslag: rollsamtal")]


def test_a_holder_cannot_leave_later_than_the_next_one_begins(town: Town) -> None:
    town.fill("karin", "hold", **OLLE)
    form = town.press("karin", "leave").form
    assert form is not None
    anna = next(one.value for one in form.fields[0].options if one.label.startswith("Anna"))
    shown = message(town.fill("karin", "leave", holding=anna, day="2027-03-01"))
    assert shown.title == "Olle Ström innehar redan uppdraget då"


def test_somebody_who_goes_on_keeps_the_one_who_books(town: Town) -> None:
    again = {**OLLE, "email": "anna@exempel.se", "starts": "2027-01-01"}
    town.fill("karin", "hold", **again)
    town.go(date(2027, 1, 4))
    assert "samspelssamtalet" in message(town.say("ida", "flytta")).plain.casefold()


def test_a_holder_says_who_books(town: Town) -> None:
    form = town.press("per", "delegate").form
    assert form is not None
    sara = next(one.value for one in form.fields[1].options if one.label == "Sara Nyström")
    shown = message(town.fill("per", "delegate", holding=form.fields[0].value, person=sara))
    assert shown.title == "Sara Nyström bokar åt Per Ek, kommundirektör (KD)"
    assert message(town.say("sara", "möten")).title == "Dina nästa möten"
    town.fill("per", "delegate", holding=form.fields[0].value, person="0")
    assert message(town.say("sara", "möten")).title == "Du har inga möten i kalendern"
    assert message(town.press("sara", "delegate")).title == "Det här kan du inte göra"


def test_an_acting_holder_takes_the_reminders_while_acting(town: Town) -> None:
    acting = {**OLLE, "office": "kd", "email": "mats@exempel.se", "capacity": "acting"}
    town.fill("karin", "hold", **{**acting, "starts": "2026-12-07", "ends": "2026-12-13"})
    town.go(date(2026, 12, 14))
    assert town.titles("mats").count("Samspelssamtal på måndag 14 december kl. 9.00") == 2
    assert town.titles("per").count("Vad fungerade? Vad ändrar vi?") == 1


def test_a_term_that_overlaps_is_refused_and_nothing_is_stored(town: Town) -> None:
    town.fill("karin", "hold", **{**OLLE, "ends": "2027-12-31"})
    again = {**OLLE, "email": "eva@exempel.se", "starts": "2027-06-01"}
    wrong = town.fill("karin", "hold", **again)
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"starts": "overlapping"}
    assert {field.name: field.value for field in wrong.form.fields}["email"] == "eva@exempel.se"
    assert "Eva Sand" not in message(town.say("karin", "innehavare")).plain.split("KSO")[1][:60]


def test_a_term_cannot_end_before_it_starts(town: Town) -> None:
    wrong = town.fill("karin", "hold", **{**OLLE, "ends": "2026-12-31"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"ends": "before_start"}


def test_a_new_person_needs_a_name(town: Town) -> None:
    wrong = town.fill("karin", "hold", **{**OLLE, "email": "ny@exempel.se"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"name": "new_person"}


def test_only_administrators_change_holders(town: Town) -> None:
    for user in ("anna", "per", "sara"):
        assert message(town.fill(user, "hold", **OLLE)).title == "Det här kan du inte göra"


def test_a_vacant_office_is_told_to_the_administrator_once_a_month(town: Town) -> None:
    form = town.press("karin", "leave").form
    assert form is not None
    anna = next(one.value for one in form.fields[0].options if one.label.startswith("Anna"))
    town.fill("karin", "leave", holding=anna, day="2026-11-30")
    town.go(date(2026, 12, 14))
    told = [title for title in town.titles("karin") if "är vakant" in title]
    assert len(told) == 1
    assert "uppdraget kommunstyrelsens ordförande (KSO) är vakant" in told[0]


def test_the_list_tells_in_what_way_somebody_will_hold_an_office(town: Town) -> None:
    kd = {**OLLE, "office": "kd", "email": "mats@exempel.se"}
    for capacity in ("deputy", "acting"):
        town.fill("karin", "hold", **{**kd, "capacity": capacity})
    listed = message(town.say("karin", "innehavare")).plain
    assert "Mats Holm är ställföreträdare från 1 januari 2027" in listed
    assert "Mats Holm är tf från 1 januari 2027" in listed
    form = town.press("karin", "leave").form
    assert form is not None
    labels = {option.label for option in form.fields[0].options}
    assert "Mats Holm, kommundirektören (KD), tf, från 1 januari 2027" in labels
