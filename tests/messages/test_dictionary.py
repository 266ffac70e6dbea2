"""An agreement's own words are looked up once, when it is read in."""

from messages import dictionary, lexicon, shipped
from tests.messages.agreements import agreement, rule

KNOWN = lexicon.shipped().words({})


def test_the_shipped_agreements_have_no_new_words() -> None:
    for name in shipped.names():
        for version in shipped.versions(name):
            assert not dictionary.new_words(version, KNOWN)


def test_a_new_word_of_an_agreement_is_found_in_all_its_forms() -> None:
    own = agreement(rule("a", "Om giraffen."))
    lemmas = dictionary.lemmas_of(own, KNOWN)
    assert lemmas["giraffen"] == lemmas["girafferna"] == "giraff"


def test_a_word_that_no_dictionary_has_stands_for_itself() -> None:
    own = agreement(rule("a", "Om xyzzyer."))
    assert dictionary.lemmas_of(own, KNOWN)["xyzzyer"] == "xyzzyer"
