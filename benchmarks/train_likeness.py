"""Train the two models of `talkgraph.vocabulary.likeness` and write their weights.

    python benchmarks/train_likeness.py [--data ../shared/data] [--check]

Needs numpy and scikit-learn (benchmarks/requirements-train.txt) and the archives of conference talks. Fixed seeds,
sorted features: the same data gives the same tables. `--check` prints figures on held-out data only. Names and titles
that occur in the annotated development reports are left out of training, so that scores there stay honest.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from lxml import etree
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from talkgraph.text import fold
from talkgraph.vocabulary.likeness import BIAS, name_features, title_features

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "src" / "talkgraph" / "vocabulary" / "data"
CAPITALISED = re.compile(r"(?<![\w/@.])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}(?![\w])")
LINKS = re.compile(r"`([^`<]{2,80}) ?<http[^>]*>`_|\[([^\]]{2,80})\]\(http|<a [^>]*>([^<]{2,80})</a>")
EMPHASIS = re.compile(r"\*\*([^*\n]{2,60})\*\*|\*([^*\n]{2,60})\*")
PAGE_PHRASES = (Path(__file__).parent / "likeness" / "page-phrases.txt").read_text(encoding="utf-8").splitlines()
"""What blogs link and emphasise that is no title."""


def read_pyvideo(data: Path) -> Iterator[tuple[str, list[str], str]]:
    """Yield (title, speakers, text) of PyVideo's records (CC0)."""
    with tarfile.open(data / "pyvideo.tar.xz") as archive:
        for member in archive:
            if "/videos/" in member.name and member.name.endswith(".json"):
                record = json.load(archive.extractfile(member))  # type: ignore[arg-type]
                text = " ".join(str(record.get(k) or "") for k in ("description", "summary"))
                yield record.get("title") or "", list(record.get("speakers") or []), text


def read_fosdem(data: Path) -> Iterator[tuple[str, list[str], str, int]]:
    """Yield (title, speakers, text, year) of FOSDEM's schedules (CC BY 2.0 BE)."""
    for file in sorted((data / "schedules" / "fosdem").glob("*.xml.gz")):
        year = int(re.search(r"\d{4}", file.name)[0])  # type: ignore[index]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        tree = etree.fromstring(gzip.decompress(file.read_bytes()), parser)
        for event in tree.iter("event"):
            speakers = [p.text or "" for p in event.findall("persons/person")]
            text = " ".join(event.findtext(k) or "" for k in ("abstract", "description"))
            yield event.findtext("title") or "", speakers, text, year


def table_names(data: Path) -> dict[str, list[str]]:
    """Return the names and aliases of the vocabulary's tables."""
    out: dict[str, list[str]] = {}
    for table in ("projects", "organizations", "events", "places", "topics"):
        rows = (data / "vocabulary" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
        head = rows[0].split("\t")
        names = []
        for row in rows[1:]:
            cells = dict(zip(head, row.split("\t"), strict=False))
            names += [cells["name"], *filter(None, cells.get("aliases", "").split(";"))]
        out[table] = names
    return out


def left_out(gold: Path) -> set[str]:
    """Return the folded names of persons and talks in the development reports."""
    names: set[str] = set()
    for file in sorted(gold.glob("*.json")):
        for entity in json.loads(file.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] in ("person", "talk"):
                names |= {fold(n) for n in (entity["name"], *entity.get("aliases", []))}
    return names


def clean_name(name: str) -> str:
    """Return a speaker string that is one plain name of two to four words, or nothing."""
    name = re.sub(r"\s+", " ", re.sub(r"\(.*?\)", "", name)).strip()
    words = name.split()
    plain = 2 <= len(words) <= 4 and all(re.fullmatch(r"[^\W\d_][\w'’.-]*", w) for w in words)
    return name if plain and words[0][0].isupper() and words[-1][0].isupper() else ""


def matrix(rows: Iterable[list[str]], index: dict[str, int]) -> csr_matrix:
    indptr, indices = [0], []
    for row in rows:
        indices += sorted({index[f] for f in row if f in index})
        indptr.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(indptr) - 1, len(index)))


def train(name, features, positive, negative, size, *, least, strength):  # noqa: PLR0913
    """Fit, keep the `size` heaviest weights, print figures on a held-out fifth, write the table."""
    rng = random.Random(7)
    rows = [(text, 1) for text in sorted(set(positive))] + [(text, 0) for text in sorted(set(negative) - set(positive))]
    rng.shuffle(rows)
    cut = len(rows) // 5
    held, used = rows[:cut], rows[cut:]
    weights, bias = _fit(features, used, size, least=least, strength=strength)
    scores = [1 / (1 + np.exp(-(bias + sum(weights.get(f, 0.0) for f in features(text))))) for text, _ in held]
    truth = [label for _, label in held]
    p, r, f1, _ = precision_recall_fscore_support(truth, [s >= 0.5 for s in scores], average="binary")
    counts = Counter(label for _, label in rows)
    print(
        f"{name}: {counts[1]} + {counts[0]} examples, held out: AUC {roc_auc_score(truth, scores):.3f}, "
        f"precision {p:.3f}, recall {r:.3f}, F1 {f1:.3f} at 0.5"
    )
    weights, bias = _fit(features, rows, size, least=least, strength=strength)
    lines = [f"{BIAS}\t{bias:.2f}", *(f"{f}\t{w:.2f}" for f, w in sorted(weights.items()))]
    return "# made by benchmarks/train_likeness.py; see docs/likeness.md\n" + "\n".join(lines) + "\n"


def _fit(features, rows, size: int, *, least: int, strength: float) -> tuple[dict[str, float], float]:
    found = [sorted(set(features(text))) for text, _ in rows]
    counts = Counter(f for row in found for f in row)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced", solver="liblinear", random_state=7)
    model.fit(matrix(found, index), [label for _, label in rows])
    weights = dict(zip(index, model.coef_[0], strict=True))
    heavy = sorted(weights, key=lambda f: (-abs(weights[f]), f))[:size]
    return {f: float(round(weights[f], 2)) for f in heavy if abs(weights[f]) >= 0.01}, float(model.intercept_[0])


def gather(data: Path, gold: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return positive and negative examples of names and titles."""
    skip = left_out(gold)
    titles: list[str] = []
    texts: list[str] = []
    persons: set[str] = set()
    for title, speakers, text in read_pyvideo(data):
        titles.append(title)
        texts.append(text)
        persons |= {clean_name(s) for s in speakers}
    for title, speakers, text, _ in read_fosdem(data):
        titles.append(title)
        texts.append(re.sub(r"<(?!a )[^>]+>", " ", text))
        persons |= {clean_name(s) for s in speakers}
    persons.discard("")
    tables = table_names(data)
    rng = random.Random(7)
    known = {fold(p) for p in persons}
    parts = {w for p in known for w in p.split()}
    runs = Counter(m[0] for text in (*titles, *texts) for m in CAPITALISED.finditer(text))
    strangers = [r for r in runs if fold(r) not in known and not _may_be_person(r, known, parts)]
    cased = [w.title() for t in ("topics",) for w in tables[t] if " " in w]
    other = [
        n for t in ("projects", "organizations", "events", "places") for n in tables[t] if " " in n and n[0].isupper()
    ]
    names_no = [n for n in (*strangers, *cased, *other) if fold(n) not in known | skip]
    names_yes = [p for p in sorted(persons) if fold(p) not in skip]
    good = [t.strip() for t in titles if 2 <= len(t.split()) <= 18 and fold(t) not in skip]
    bad: list[str] = list(PAGE_PHRASES) + [p.lower() for p in PAGE_PHRASES] + rng.sample(names_yes, 3000)
    for table in tables.values():
        bad += rng.sample(table, min(1500, len(table)))
    for text in rng.sample(sorted(set(filter(None, texts))), 12000):
        bad += list(_fragments(text, rng))
    title_set = {fold(t) for t in titles}
    bad = [b.strip() for b in bad if fold(b) not in title_set | skip and b.strip()]
    return {"names": (names_yes, names_no), "titles": (good, bad)}


def _may_be_person(run: str, known: set[str], parts: set[str]) -> bool:
    """Return whether a run holds a known speaker, or only words that are parts of speakers' names."""
    folded = fold(run)
    words = folded.split()
    return any(" ".join(words[i : i + 2]) in known for i in range(len(words))) or all(w in parts for w in words)


def _fragments(text: str, rng: random.Random) -> Iterator[str]:
    """Yield what a writer might link or emphasise in running text: real links and emphasis, and random stretches."""
    for pattern in (LINKS, EMPHASIS):
        for match in list(pattern.finditer(text))[:3]:
            yield next(filter(None, match.groups()))
    words = re.sub(r"<[^>]+>|\s+", " ", text).split()
    for _ in range(3):
        if len(words) > 12:
            start = rng.randrange(len(words) - 9)
            yield " ".join(words[start : start + rng.randint(1, 8)]).strip(".,;:()\"'")
    sentences = re.split(r"(?<=[.!?]) ", " ".join(words))
    yield rng.choice(sentences)[:200]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--check", action="store_true", help="print figures, write nothing")
    args = parser.parse_args()
    examples = gather(args.data, args.data.parent / "gold" / "dev")
    settings = {
        "names": (name_features, 9000, {"least": 4, "strength": 0.3}),
        "titles": (title_features, 9000, {"least": 4, "strength": 0.3}),
    }
    for table, (features, size, options) in settings.items():
        text = train(table, features, *examples[table], size, **options)
        if not args.check:
            (TABLES / f"likeness-{table}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
