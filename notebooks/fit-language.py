#!/usr/bin/env python3
"""Fits the weights of language identification on texts of known language. Needs numpy and scipy.

A set of texts is a file of JSON Lines with `text` and `lang`: kk, ru, mixed, or other for neither. For each set:

    fit-language.py lines TEXTS.jsonl | talda text language --features > FEATURES.json
    fit-language.py fit --target TEXTS.jsonl FEATURES.json [--more TEXTS FEATURES WEIGHT …] [--model CSV --texts CSV]

A text holds a language if at least one of its words does (a noisy or over words): two models of words, one for each
language, are fitted to that by likelihood with a Gaussian penalty. A linear model then tells kk, ru and mixed apart
from what the words of a text say together. It is fitted on the target set alone, and on words as models that have not
seen the text judge them; the figures printed are validated in the same way. `--more` sets only train the models of
words. `--model` writes `language_model.csv`, `--texts` the weights of `language_texts.csv`; its rows keep their reasons.
"""

import argparse
import collections
import json
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ANSWERS = ["kk", "ru", "mixed"]
# In the order of `Mix::features`, language/model.rs.
TEXT_FEATURES = ["any", "holds-kk", "holds-ru", "plain-kk", "plain-ru", "ru-a-word"]


def read_texts(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def lines(path):
    """Prints each text on a line."""
    for text in read_texts(path):
        print(" ".join(text["text"].split("\n")).replace("\r", " "))


def read_set(texts, features):
    """The languages of the texts of a set, and the features of their words."""
    languages = [text["lang"] for text in read_texts(texts)]
    with open(features, encoding="utf8") as answers:
        words = [json.loads(line) for line in answers]
    if len(languages) != len(words):
        sys.exit(f"{texts} has {len(languages)} texts, {features} {len(words)} lines")
    return languages, words


def vocabulary(texts, least):
    """The features that at least `least` texts have."""
    counts = collections.Counter(feature for words in texts for feature in set().union(*words))
    return {feature: at for at, feature in enumerate(sorted(f for f, count in counts.items() if count >= least))}


def matrix(texts, known):
    """The words of all texts as rows, and the text of each row."""
    rows, columns, of_text = [], [], []
    for number, words in enumerate(texts):
        for word in words:
            for feature in word:
                if feature in known:
                    rows.append(len(of_text))
                    columns.append(known[feature])
            of_text.append(number)
    ones = np.ones(len(rows))
    return csr_matrix((ones, (rows, columns)), shape=(len(of_text), len(known))), np.array(of_text, dtype=int)


def fit_words(rows, of_text, holds, weights, penalty):
    """Weights under which texts that hold a language have a word of it, and the others none."""

    def loss(at):
        odds = rows @ at
        none = np.bincount(of_text, np.logaddexp(0, odds), len(holds)) + 1e-9
        chance = np.exp(-none)
        likelihood = np.where(holds, np.log1p(1e-12 - chance), -none)
        slope = np.where(holds, chance / (1 - chance + 1e-12), -1.0) * weights
        return (
            penalty * (at**2).sum() - (likelihood * weights).sum(),
            2 * penalty * at - rows.T @ (slope[of_text] * sigmoid(odds)),
        )

    start = np.zeros(rows.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 250}).x


class WordModels:
    def __init__(self, sets, arguments):
        """`sets`: languages, words and the weight of a text for each."""
        texts = [words for _, all_words, _ in sets for words in all_words]
        languages = np.array([language for all_languages, _, _ in sets for language in all_languages])
        weights = np.concatenate([np.full(len(all_languages), weight) for all_languages, _, weight in sets])
        self.known = vocabulary(texts, arguments.least)
        rows, of_text = matrix(texts, self.known)
        holding = lambda tongue: np.isin(languages, (tongue, "mixed"))
        self.kk = fit_words(rows, of_text, holding("kk"), weights, arguments.penalty)
        self.ru = fit_words(rows, of_text, holding("ru"), weights, arguments.penalty)

    def mixes(self, texts):
        """What the words of each text say together."""
        rows, of_text = matrix(texts, self.known)
        bounds = np.searchsorted(of_text, np.arange(len(texts) + 1))
        kk, ru = rows @ self.kk, rows @ self.ru
        return np.array([mix(kk[start:end], ru[start:end]) for start, end in zip(bounds, bounds[1:])])


def sigmoid(odds):
    return 1 / (1 + np.exp(-odds))


def mix(kk, ru):
    words = max(len(kk), 1)
    none_kk, none_ru = np.logaddexp(0, kk).sum(), np.logaddexp(0, ru).sum()
    plain_kk = (sigmoid(kk) * sigmoid(-ru)).sum() / words
    plain_ru = (sigmoid(ru) * sigmoid(-kk)).sum() / words
    return [1.0, log_odds(none_kk), log_odds(none_ru), plain_kk, plain_ru, none_ru / words]


def log_odds(none):
    return none if none > 20 else np.log(max(np.expm1(none), 1e-37))


def fit_texts(mixes, languages, penalty):
    """Weights of a multinomial logistic model over standardised features, brought back to the features as they are."""
    mean, spread = mixes[:, 1:].mean(0), mixes[:, 1:].std(0)
    scaled = np.c_[np.ones(len(mixes)), (mixes[:, 1:] - mean) / spread]
    right = np.array([[language == answer for answer in ANSWERS] for language in languages], dtype=float)

    def loss(flat):
        at = flat.reshape(scaled.shape[1], len(ANSWERS))
        scores = scaled @ at
        scores -= scores.max(1, keepdims=True)
        chances = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
        pulled = np.r_[np.zeros((1, len(ANSWERS))), at[1:]]
        cost = penalty * (pulled**2).sum() - (right * np.log(chances + 1e-300)).sum()
        return cost, (scaled.T @ (chances - right) + 2 * penalty * pulled).ravel()

    start = np.zeros(scaled.shape[1] * len(ANSWERS))
    at = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 5000}).x
    at = at.reshape(scaled.shape[1], len(ANSWERS))
    at[1:] /= spread[:, None]
    at[0] -= mean @ at[1:]
    return at


def parts(count, number, seed):
    return np.random.RandomState(seed).randint(0, number, count)


def out_of_fold(target, more, arguments):
    """The mix of each text of the target set by models of words that have not seen it."""
    languages, words = target
    fold = parts(len(words), arguments.folds, 0)
    mixes = np.zeros((len(words), len(TEXT_FEATURES)))
    for number in range(arguments.folds):
        learnt = [at for at in range(len(words)) if fold[at] != number]
        rest = ([languages[at] for at in learnt], [words[at] for at in learnt], 1.0)
        held = np.flatnonzero(fold == number)
        mixes[held] = WordModels([rest, *more], arguments).mixes([words[at] for at in held])
    return mixes


def validate(mixes, languages, arguments):
    """Prints F1 of each language, the text model validated over ten more parts."""
    languages, fold = np.array(languages), parts(len(languages), 10, 1)
    told = np.empty(len(languages), dtype=object)
    for number in range(10):
        at = fit_texts(mixes[fold != number], languages[fold != number], arguments.text_penalty)
        told[fold == number] = [ANSWERS[best] for best in (mixes[fold == number] @ at).argmax(1)]
    scores = []
    for answer in ANSWERS:
        both = ((told == answer) & (languages == answer)).sum()
        scores.append(2 * both / ((told == answer).sum() + (languages == answer).sum()))
        row = " ".join(f"{other} {((languages == answer) & (told == other)).sum()}" for other in ANSWERS)
        print(f"{answer}: F1 {scores[-1]:.4f}; told {row}")
    print(f"macro F1 {np.mean(scores):.4f}")


def write_model(path, models):
    """Weights that round to nothing are left out."""
    with open(path, "w", encoding="utf8") as out:
        out.write("feature,kk,ru,kind\n")
        for feature, at in sorted(models.known.items()):
            kk, ru = models.kk[at], models.ru[at]
            if max(abs(kk), abs(ru)) >= 0.02:
                kind = "letters" if feature.startswith("l:") else "fact"
                out.write(f"{feature[2:]},{kk:.2f},{ru:.2f},{kind}\n")


def write_texts(path, at):
    with open(path, encoding="utf8") as rows:
        reasons = dict(row.rstrip("\n").split(",", 4)[::4] for row in rows)
    with open(path, "w", encoding="utf8") as out:
        out.write("feature,kk,ru,mixed,reason\n")
        for name, weights in zip(TEXT_FEATURES, at):
            cells = ",".join(f"{weight:.4f}" for weight in weights)
            out.write(f"{name},{cells},{reasons[name]}\n")


def fit(arguments):
    target = read_set(*arguments.target)
    more = [(*read_set(texts, features), float(weight)) for texts, features, weight in arguments.more]
    if not set(target[0]) <= set(ANSWERS):
        sys.exit("the target set has a language other than kk, ru and mixed")
    mixes = out_of_fold(target, more, arguments)
    validate(mixes, target[0], arguments)
    if arguments.texts:
        write_texts(arguments.texts, fit_texts(mixes, target[0], arguments.text_penalty))
    if arguments.model:
        write_model(arguments.model, WordModels([(*target, 1.0), *more], arguments))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tools = parser.add_subparsers(dest="tool", required=True)
    printer = tools.add_parser("lines", help="the texts of a set, a line each")
    printer.add_argument("texts")
    fitter = tools.add_parser("fit", help="fit the weights")
    fitter.add_argument("--target", nargs=2, required=True, metavar=("TEXTS", "FEATURES"))
    fitter.add_argument("--more", nargs=3, action="append", default=[], metavar=("TEXTS", "FEATURES", "WEIGHT"))
    fitter.add_argument("--penalty", type=float, default=2.0, help="of the squares of the weights of words")
    fitter.add_argument("--text-penalty", type=float, default=1 / 6, help="the same of texts")
    fitter.add_argument("--least", type=int, default=10, help="texts a feature must be in")
    fitter.add_argument("--folds", type=int, default=5, help="parts of the target set")
    fitter.add_argument("--model", metavar="CSV", help="language_model.csv to write")
    fitter.add_argument("--texts", metavar="CSV", help="language_texts.csv to write into")
    arguments = parser.parse_args()
    if arguments.tool == "lines":
        lines(arguments.texts)
    else:
        fit(arguments)


if __name__ == "__main__":
    main()
