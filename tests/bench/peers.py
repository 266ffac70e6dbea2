"""Other search engines over the same passages, each used as its documentation says.

An engine gives the places of the passages that it finds for a question, the best first.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec

from sqlalchemy import NullPool, create_engine, text

from tests.databases import server_url

Engine = Callable[[str], Sequence[int]]
Maker = Callable[[Sequence[str]], Engine]

DEEP = 50
"""How many passages an engine gives at most: what a fusion of several works on."""

SHORTEST = 3
"""Trigrams know no shorter word."""

K = 60
"""Of reciprocal rank fusion, as Cormack, Clarke and Büttcher have it."""

IN_POSTGRESQL = """
SELECT place - 1
FROM unnest(CAST(:passages AS text[])) WITH ORDINALITY AS passage(text, place),
    to_tsvector('swedish', text) AS found, to_tsquery('swedish', :asked) AS asked
WHERE found @@ asked
ORDER BY ts_rank_cd(found, asked, 1) DESC, place
LIMIT :deep
"""
"""By cover density beside length (1). Without a table or an index: the answers are the same."""

SCORERS = ("token_set_ratio", "WRatio", "partial_token_set_ratio")


def there() -> bool:
    """Whether the packages of the group `peers` are installed."""
    return all(find_spec(name) for name in ("Stemmer", "bm25s", "tantivy"))


def words(question: str) -> list[str]:
    return re.findall(r"[^\W_]+", question.casefold())


def stop_words() -> frozenset[str]:
    """Swedish words without meaning of their own, for engines that have no such list."""
    from bm25s.stopwords import STOPWORDS_SWEDISH  # noqa: PLC0415 - of the group `peers`

    return frozenset(STOPWORDS_SWEDISH)


def fts5(passages: Sequence[str]) -> Engine:
    """SQLite FTS5 with its trigram tokenizer: any of the words, by BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = 'trigram')")
    database.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", enumerate(passages))
    query = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?"

    def find(question: str) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word in words(question) if len(word) >= SHORTEST)
        return [place for (place,) in database.execute(query, (asked, DEEP))] if asked else []

    return find


def postgresql(passages: Sequence[str]) -> Engine:
    """PostgreSQL's full text in Swedish: any of the words, by cover density."""
    engine = create_engine(server_url(), poolclass=NullPool)
    given = {"passages": list(passages), "deep": DEEP}

    def find(question: str) -> Sequence[int]:
        asked = " | ".join(words(question))
        if not asked:
            return []
        with engine.connect() as connection:
            return connection.scalars(text(IN_POSTGRESQL), {**given, "asked": asked}).all()

    return find


def tantivy(passages: Sequence[str]) -> Engine:
    """tantivy with its Swedish stop words and stemmer: any of the words, by BM25."""
    from tantivy import (  # noqa: PLC0415 - of the group `peers`
        Document,
        Filter,
        Index,
        Occur,
        Query,
        SchemaBuilder,
        TextAnalyzerBuilder,
        Tokenizer,
    )

    analyzer = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    analyzer = analyzer.filter(Filter.stopword("swedish")).filter(Filter.stemmer("swedish")).build()
    builder = SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="swedish")
    builder.add_unsigned_field("place", stored=True)
    schema = builder.build()
    index = Index(schema)
    index.register_tokenizer("swedish", analyzer)
    writer = index.writer(num_threads=1)
    for place, passage in enumerate(passages):
        writer.add_document(Document(text=passage, place=place))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(question: str) -> list[int]:
        stems = analyzer.analyze(question)
        terms = [(Occur.Should, Query.term_query(schema, "text", stem)) for stem in stems]
        hits = searcher.search(Query.boolean_query(terms), DEEP).hits
        return [searcher.doc(address)["place"][0] for _, address in hits]

    return find


def bm25s(passages: Sequence[str]) -> Engine:
    """bm25s with its Swedish stop words and Snowball's stemmer."""
    import Stemmer  # noqa: PLC0415 - of the group `peers`
    from bm25s import BM25, tokenize  # noqa: PLC0415

    read = partial(
        tokenize, stopwords="sv", stemmer=Stemmer.Stemmer("swedish"), show_progress=False
    )
    index = BM25()
    index.index(read(list(passages)), show_progress=False)

    def find(question: str) -> list[int]:
        asked = read([question], return_ids=False)
        places, scores = index.retrieve(
            asked, k=min(DEEP, len(passages)), show_progress=False, n_threads=0
        )
        found = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return [place for place, score in found if score > 0]

    return find


def rapidfuzz(scorer: str, passages: Sequence[str]) -> Engine:
    """rapidfuzz with one of its scorers, in lower case and without punctuation."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - as the others

    score = getattr(fuzz, scorer)
    prepared = [utils.default_process(passage) for passage in passages]

    def find(question: str) -> list[int]:
        asked = utils.default_process(question)
        found = process.extract(asked, prepared, scorer=score, limit=DEEP)
        return [place for _, likeness, place in found if likeness > 0]

    return find


def fused(engines: Sequence[Engine]) -> Engine:
    """What several engines find, by the sum of 1 / (60 + rank)."""

    def find(question: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for engine in engines:
            for rank, place in enumerate(engine(question), start=1):
                scores[place] += 1 / (K + rank)
        return sorted(scores, key=lambda place: (-scores[place], place))[:DEEP]

    return find


MAKERS: Mapping[str, Maker] = {
    "FTS5": fts5,
    "PostgreSQL": postgresql,
    "tantivy": tantivy,
    "bm25s": bm25s,
    **{f"rapidfuzz {scorer}": partial(rapidfuzz, scorer) for scorer in SCORERS},
}


def engines(passages: Sequence[str]) -> dict[str, Engine]:
    """Each engine, and rank fusion of tantivy, trigrams and rapidfuzz with each of its scorers."""
    made = {name: maker(passages) for name, maker in MAKERS.items()}
    fusions = {
        f"fused {scorer}": fused([made["tantivy"], made["FTS5"], made[f"rapidfuzz {scorer}"]])
        for scorer in SCORERS
    }
    return made | fusions
