"""What a good engineer would try first: the commonest values, naive Bayes, and logistic regression with scikit-learn."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.labelled import Post
from bench.peers.installing import from_pypi

VERSION = "1.9.1"
TITLE_TIMES, SUMMARY_TIMES = 3, 2
"""A title and a summary are weighed by saying them more than once."""
_WORD = re.compile(r"\w\w+")

Ranked = list[list[str]]
"""The values of each post, the likeliest first."""


def install(tools: Path) -> None:
    """Make scikit-learn importable: the hub does without, so it gets a folder of its own. Raises CannotBeHad."""
    folder = tools / f"scikit-learn-{VERSION}"
    from_pypi(folder, f"scikit-learn=={VERSION}")
    # Last: numpy is that of the hub.
    sys.path.append(str(folder))


def commonest(known: Sequence[Post], asked: Sequence[Post]) -> Ranked:
    """Always the values that most posts have."""
    order = [value for value, _ in Counter(value for post in known for value in post.values).most_common()]
    return [order for _ in asked]


def naive_bayes(known: Sequence[Post], asked: Sequence[Post]) -> Ranked:
    """Multinomial naive Bayes on word counts; a post with two values is learned from under each."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    counts = CountVectorizer(stop_words="english")
    matrix = counts.fit_transform([_told(post) for post in known])
    rows = [(place, value) for place, post in enumerate(known) for value in post.values]
    model = MultinomialNB().fit(matrix[[place for place, _ in rows]], [value for _, value in rows])
    return _ranked(model.predict_proba(counts.transform([_told(post) for post in asked])), model.classes_)


def logistic_regression(known: Sequence[Post], asked: Sequence[Post]) -> Ranked:
    """TF-IDF of words and pairs, a balanced logistic regression for each value."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.preprocessing import MultiLabelBinarizer

    def words_and_pairs(post: Post) -> list[str]:
        words = [word for word in _WORD.findall(_told(post, weighted=True).lower()) if word not in ENGLISH_STOP_WORDS]
        return words + [f"{one} {two}" for one, two in pairwise(words)]

    weights = TfidfVectorizer(analyzer=words_and_pairs, sublinear_tf=True, min_df=2)
    matrix = weights.fit_transform(known)
    labels = MultiLabelBinarizer()
    wanted = labels.fit_transform([post.values for post in known])
    model = OneVsRestClassifier(LogisticRegression(C=10, class_weight="balanced", max_iter=1000)).fit(matrix, wanted)
    return _ranked(model.predict_proba(weights.transform(asked)), labels.classes_)


def _told(post: Post, *, weighted: bool = False) -> str:
    title, summary = (TITLE_TIMES, SUMMARY_TIMES) if weighted else (1, 1)
    return "\n".join([post.title] * title + [post.summary] * summary + [post.body])


def _ranked(chances: Any, values: Sequence[str]) -> Ranked:
    return [[str(values[place]) for place in (-row).argsort(kind="stable")] for row in chances]
