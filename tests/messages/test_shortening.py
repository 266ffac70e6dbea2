"""A message that is too long is cut where a reader would have cut it."""

from hypothesis import given
from hypothesis import strategies as st

from messages.message import Block, Choice, Choices, Items, Message, Quote, Text
from messages.shortening import Room, cut, fit, pieces, size

ROOM = Room(blocks=10, letters=500, text=200)
TEXTS = st.text(max_size=700)
BUTTONS = Choices(choices=(Choice(label="Flytta", action="move"),))
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, text=TEXTS, small=st.booleans()),
    st.builds(Quote, text=TEXTS),
    st.builds(Items, items=st.lists(TEXTS, max_size=40).map(tuple)),
    st.just(BUTTONS),
)
MESSAGES = st.builds(
    Message, title=st.text(max_size=50), blocks=st.lists(BLOCKS, max_size=40).map(tuple)
)


@given(MESSAGES)
def test_what_fits_is_left_alone_and_what_does_not_is_made_to(message: Message) -> None:
    fitted, shortened = fit(message, ROOM)
    assert len(fitted.blocks) <= ROOM.blocks
    assert size(fitted) <= ROOM.letters
    assert shortened == (fitted != message)


@given(st.lists(TEXTS, min_size=1, max_size=40))
def test_no_button_loses_the_text_that_says_what_it_is_about(texts: list[str]) -> None:
    blocks = tuple(block for text in texts for block in (Text(text=text), BUTTONS))
    fitted, _ = fit(Message(title="Möten", blocks=blocks), ROOM)
    kinds = [type(block) for block in fitted.blocks]
    assert kinds == [Text, Choices] * (len(kinds) // 2)


def test_a_source_is_kept_when_the_rule_is_cut() -> None:
    blocks = (Quote(text="En mening. " * 100), Text(text="Avsnitt 3.", small=True), BUTTONS)
    fitted, _ = fit(Message(title="Regel", blocks=blocks), ROOM)
    assert fitted.blocks[1:] == blocks[1:]
    assert isinstance(fitted.blocks[0], Quote)
    assert fitted.blocks[0].text.endswith("mening. …")


@given(TEXTS, st.integers(2, 300))
def test_a_cut_text_is_no_longer_than_asked_and_begins_as_the_whole(text: str, most: int) -> None:
    found = cut(text, most)
    assert len(found) <= most
    assert text.startswith(found.removesuffix("…").rstrip())


def test_a_text_is_cut_at_a_sentence_before_a_word() -> None:
    assert cut("Ett två tre. Fyra fem sex sju åtta.", 20) == "Ett två tre. …"
    assert cut("Ett två tre fyra fem sex sju åtta", 20) == "Ett två tre fyra…"
    assert cut("Ettlångtordutanslut" * 2, 20) == "Ettlångtordutanslut…"


@given(TEXTS, st.integers(1, 100))
def test_the_pieces_of_a_text_are_the_text(text: str, most: int) -> None:
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(len(piece) <= most for piece in found)
