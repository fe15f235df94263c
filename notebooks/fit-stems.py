#!/usr/bin/env python3
"""Fits the weights of the Kazakh morphology on annotated words. Needs numpy and scipy.

A set of annotated words is a file of lines `form<TAB>lemma[|other lemma…]<TAB>count`. For each set:

    fit-stems.py fold GOLD.tsv > FOLDED.tsv        the same words as a Russian keyboard leaves them: a set of its own
    cut -f1 GOLD.tsv | talda text stem --analyses > GOLD.json
    fit-stems.py fit --set GOLD.tsv GOLD.json 1 [--set …] [--folds 5] [--suffixes CSV --weights CSV]

The number behind a set is its weight. `fit` maximises the likelihood that an analysis with an accepted root is chosen,
given the word, less a Gaussian penalty. With `--folds` it first prints what words of unseen lemmas get; with
`--suffixes` and `--weights` it replaces the column `weight` of `kk_suffixes.csv` and `kk_weights.csv`. What no word
shows keeps its weight. `docs/text.md` tells which sets and numbers made the weights that are there.
"""

import argparse
import collections
import csv
import hashlib
import json
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

KEYBOARD = str.maketrans("әғқңөұүһі", "агкноуухи")


def read_gold(path):
    with open(path, encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                form, lemmas, *count = line.rstrip("\n").split("\t")
                yield form, lemmas.split("|"), int(count[0]) if count else 1


def fold(path):
    """Prints a set in the letters of a Russian keyboard; a root is accepted in either spelling."""
    for form, lemmas, count in read_gold(path):
        accepted = lemmas + [lemma.translate(KEYBOARD) for lemma in lemmas]
        print(form.translate(KEYBOARD), "|".join(dict.fromkeys(accepted)), count, sep="\t")


class Words:
    """Words with their analyses, an analysis a row of `features`."""

    def __init__(self, sets, left_out):
        self.names = {}
        self.sets, self.lemmas, self.roots, self.starts, self.weights = [], [], [], [], []
        rows, columns, values = [], [], []
        for number, (gold, analyses, weight) in enumerate(sets):
            with open(analyses, encoding="utf8") as lines:
                answers = [json.loads(line) for line in lines]
            words = list(read_gold(gold))
            if len(words) != len(answers):
                sys.exit(f"{gold} has {len(words)} words, {analyses} {len(answers)} lines")
            for (form, lemmas, count), answer in zip(words, answers):
                if len(answer) != 1:
                    print(f"left out: «{form}» is not one word", file=sys.stderr)
                    continue
                self.sets.append(number)
                self.lemmas.append(lemmas)
                self.starts.append(len(self.roots))
                self.weights.append(0 if lemmas[0] in left_out else float(weight) * (1 + 0.5 * np.log(count)))
                for analysis in answer[0]["analyses"]:
                    for name, value in features(analysis):
                        rows.append(len(self.roots))
                        columns.append(self.names.setdefault(name, len(self.names)))
                        values.append(value)
                    self.roots.append(analysis["root"])
        self.starts = np.array(self.starts)
        self.weights = np.array(self.weights)
        self.features = csr_matrix((values, (rows, columns)), shape=(len(self.roots), len(self.names)))
        ends = np.append(self.starts[1:], len(self.roots))
        self.word = np.repeat(np.arange(len(self.starts)), ends - self.starts)
        self.right = np.array([root in self.lemmas[word] for root, word in zip(self.roots, self.word)])
        self.reachable = np.add.reduceat(self.right.astype(float), self.starts) > 0

    def among(self, scores):
        """The logarithm of the sum over the analyses of each word, and the share of each analysis in it."""
        highest = np.maximum.reduceat(scores, self.starts)
        shares = np.exp(scores - highest[self.word])
        sums = np.add.reduceat(shares, self.starts)
        return highest + np.log(sums), shares / sums[self.word]

    def fit(self, used, penalty):
        weights = np.where(used & self.reachable, self.weights, 0.0)
        reachable = self.reachable[self.word]

        def loss(at):
            scores = self.features @ at
            everything, shares = self.among(scores)
            right, right_shares = self.among(np.where(self.right, scores, -1e9))
            likelihood = (weights * np.where(self.reachable, right - everything, 0.0)).sum()
            slope = (shares - np.where(reachable, right_shares, 0.0)) * weights[self.word]
            return penalty * (at**2).sum() - likelihood, self.features.T @ slope + 2 * penalty * at

        start = np.zeros(len(self.names))
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x

    def choose(self, at):
        scores = self.features @ at
        ends = np.append(self.starts[1:], len(self.roots))
        return [self.roots[start + int(np.argmax(scores[start:end]))] for start, end in zip(self.starts, ends)]


def features(analysis):
    for name in analysis["endings"]:
        yield ("morpheme", name), 1.0
    for name, value in analysis["features"]:
        if value:
            yield ("feature", name), value


def fold_of(lemma, folds):
    """Forms of a lemma fall into one fold, in whichever set they are."""
    return int(hashlib.md5(lemma.encode()).hexdigest(), 16) % folds


def pairs(counts):
    return sum(count * (count - 1) / 2 for count in counts.values())


def tell(title, words, sets, chosen):
    """Lemma accuracy, and F1 of "same root" against "same lemma" over all pairs of forms of a set."""
    print(title)
    for number, (gold, *_) in enumerate(sets):
        found = [(lemmas, root) for lemmas, root, of in zip(words.lemmas, chosen, words.sets) if of == number]
        right = sum(root in lemmas for lemmas, root in found) / len(found)
        together = pairs(collections.Counter((lemmas[0], root) for lemmas, root in found))
        said = pairs(collections.Counter(root for _, root in found))
        true = pairs(collections.Counter(lemmas[0] for lemmas, _ in found))
        print(f"  {gold}: lemma accuracy {right:.4f}, pairs F1 {2 * together / (said + true):.4f}")


def write_column(path, kind, fitted, raised):
    """Replaces the column `weight` of a table whose first column names a morpheme or a feature."""
    with open(path, encoding="utf8") as lines:
        header, *table = [line.rstrip("\n").split(",") for line in lines]
    column = header.index("weight")
    for row in table:
        if (kind, row[0]) in fitted:
            row[column] = f"{fitted[kind, row[0]] + raised.get(row[0], 0.0):.2f}"
    with open(path, "w", encoding="utf8") as out:
        out.writelines(",".join(row) + "\n" for row in [header, *table])


def first_column(path):
    with open(path, encoding="utf8") as lines:
        return {row[0] for row in csv.reader(lines)} if path else set()


def fit(arguments):
    left_out = first_column(arguments.leave_out) if arguments.leave_out else set()
    words = Words(arguments.set, left_out)
    everything = np.ones(len(words.starts), dtype=bool)
    print(f"{len(words.starts)} words, {len(words.roots)} analyses, {len(words.names)} weights")
    if arguments.folds:
        of_fold = np.array([fold_of(lemmas[0], arguments.folds) for lemmas in words.lemmas])
        chosen = [""] * len(words.starts)
        for number in range(arguments.folds):
            answers = words.choose(words.fit(of_fold != number, arguments.penalty))
            chosen = [answer if of == number else old for answer, old, of in zip(answers, chosen, of_fold)]
        tell(f"{arguments.folds} folds by lemma", words, arguments.set, chosen)
    at = words.fit(everything, arguments.penalty)
    tell("fitted on all", words, arguments.set, words.choose(at))
    fitted = {name: at[index] for name, index in words.names.items()}
    raised = {name: float(by) for name, by in (one.split("=") for one in arguments.by_hand)}
    if arguments.suffixes:
        write_column(arguments.suffixes, "morpheme", fitted, raised)
    if arguments.weights:
        write_column(arguments.weights, "feature", fitted, raised)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tools = parser.add_subparsers(dest="tool", required=True)
    folder = tools.add_parser("fold", help="a set as a Russian keyboard leaves it")
    folder.add_argument("gold")
    fitter = tools.add_parser("fit", help="fit the weights")
    fitter.add_argument("--set", nargs=3, action="append", required=True, metavar=("GOLD", "ANALYSES", "WEIGHT"))
    fitter.add_argument("--penalty", type=float, default=0.3, help="of the squares of the weights")
    fitter.add_argument("--folds", type=int, default=0, help="folds by lemma to validate on")
    fitter.add_argument("--leave-out", metavar="CSV", help="lemmas not to learn from, in the first column")
    fitter.add_argument("--by-hand", nargs="*", default=[], metavar="NAME=BY", help="what is added to a weight")
    fitter.add_argument("--suffixes", metavar="CSV", help="kk_suffixes.csv to write into")
    fitter.add_argument("--weights", metavar="CSV", help="kk_weights.csv to write into")
    arguments = parser.parse_args()
    if arguments.tool == "fold":
        fold(arguments.gold)
    else:
        fit(arguments)


if __name__ == "__main__":
    main()
