"""Questions that nothing has been tuned for find their passage in the imported documents.

They were frozen before the look-up was tuned, and they stay so: do not tune for them.
"""

import pytest

from messages import search
from tests.bench import asked
from tests.bench.finding import bars, shares, tried

pytestmark = pytest.mark.skipif(
    not asked.documents_are_there(), reason="the source documents are not part of the project"
)


def test_unseen_questions_meet_the_bars() -> None:
    results = []
    for name in asked.FILES:
        index = asked.searchable(asked.imported(name))
        for question in asked.questions(name):
            answer = search.find(index, question.asked)
            texts = [hit.rule.text for hit in answer.hits]
            results.append(tried(name, question, (texts, answer.covered)))
    missed = [str(bar) for bar in bars(shares(results)) if not bar.good]
    assert missed == []


@pytest.mark.parametrize("name", asked.FILES)
def test_every_answerable_question_has_its_passage_in_the_import(name: str) -> None:
    texts = [rule.text for rule in asked.imported(name).rules]
    questions = [question for question in asked.questions(name) if question.answerable]
    assert [one.asked for one in questions if not any(map(one.answered_by, texts))] == []
