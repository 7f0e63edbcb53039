"""A language model is believed where it quotes the text, asked patiently, and never costs more than it may."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.chat_server import Turn, refuses, says
from engines.loom_reports import REPORT, document_of
from talkgraph.engines.llm import make
from talkgraph.engines.llm.ground import BrokenError, ground
from talkgraph.engines.llm.prompt import parts
from talkgraph.errors import EngineError, NoEngineError
from talkgraph.model import Kind, Predicate, Span

QUOTE = 'Ann Lee presented "Looms at scale" at LoomConf 2019 in Berlin.'
ANN = {"type": "person", "name": "Ann Lee", "quote": "Ann Lee presented"}
GAVE = {
    "subject_type": "person",
    "subject": "Ann Lee",
    "predicate": "gave",
    "object_type": "talk",
    "object": "Looms at scale",
    "quote": QUOTE,
}
GOOD = {"names": [ANN, {"type": "project", "name": "QEMU", "quote": "showed QEMU"}], "relations": [GAVE]}
NOTHING = {"names": [], "relations": []}
QUICK = {"backoff": 0.001, "retries": 2, "cache": "no"}


def engine(server, **options):
    return make(url=server.url, model="loom-7b", **(QUICK | options))


def names(reading):
    return {(m.kind.value, m.name) for m in reading.mentions}


# --- answers that are good


def test_what_is_quoted_becomes_names_and_claims_with_their_places(server, document, vocabulary):
    server.turns = [says(GOOD)]
    reading = engine(server).read(document, vocabulary)
    assert names(reading) == {("person", "Ann Lee"), ("project", "QEMU"), ("talk", "Looms at scale")}
    (claim,) = reading.claims
    assert (claim.subject.name, claim.predicate, claim.object.name) == ("Ann Lee", Predicate.GAVE, "Looms at scale")
    (evidence,) = claim.evidence
    assert evidence.quote == QUOTE == document.quote(evidence.span)
    assert evidence.rule == "loom-7b"
    assert all(document.quote(m.span) == m.name for m in reading.mentions)
    assert next(m for m in reading.mentions if m.name == "QEMU").key == "qemu"
    assert reading.problems == ()


def test_the_request_holds_model_schema_and_text(server, document, vocabulary):
    server.turns = [says(NOTHING)]
    engine(server, answer=123).read(document, vocabulary)
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == ("loom-7b", 0, 123)
    schema = asked["response_format"]["json_schema"]["schema"]
    assert set(schema["properties"]["names"]["items"]["properties"]["type"]["enum"]) == {k.value for k in Kind}
    assert QUOTE in asked["messages"][-1]["content"]


def test_json_in_a_fence_is_json(server, document, vocabulary):
    server.turns = [says(f"```json\n{json.dumps(GOOD)}\n```")]
    assert len(engine(server).read(document, vocabulary).claims) == 1


def test_a_long_document_is_asked_for_part_by_part(server, vocabulary):
    document = document_of("\n\n".join(f"Paragraph {n} tells of nothing in particular at all." for n in range(40)))
    server.turns = [says(NOTHING)]
    engine(server, part=400).read(document, vocabulary)
    sent = [asked["messages"][-1]["content"].partition("The part:\n\n")[2] for asked in server.asked]
    assert len(sent) > 3
    assert "\n\n".join(sent) == document.text.strip()
    assert all(len(part) <= 400 for part in sent)


# --- answers that are not borne out


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ANN | {"quote": "Ann Lee gave a wonderful keynote"}, "a quote that doesn't stand in the text"),
        (ANN | {"quote": "ann lee presented"}, "a quote that doesn't stand in the text"),
        (ANN | {"name": "Ann Lee-Smith"}, "a name that doesn't stand in its quote"),
        (ANN | {"name": "Ann Le"}, "a name that doesn't stand in its quote"),
        (ANN | {"name": "!"}, "a name without letters"),
        (ANN | {"quote": ""}, "an empty or overlong quote"),
        (ANN | {"type": "loom"}, "not of the schema"),
        ({"name": "Ann Lee"}, "not of the schema"),
        ("Ann Lee", "not of the schema"),
    ],
)
def test_an_invented_name_is_dropped_and_told_of(row, why, server, document, vocabulary):
    server.turns = [says({"names": [row, ANN], "relations": []})]
    reading = engine(server).read(document, vocabulary)
    assert names(reading) == {("person", "Ann Lee")}
    (problem,) = reading.problems
    assert "llm:loom-7b: 1 left out" in problem.what
    assert why in problem.what


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"object": "Warps at scale"}, "a name that doesn't stand in its quote"),
        ({"subject": "Bo Yun"}, "a name that doesn't stand in its quote"),
        ({"quote": QUOTE + " Everybody loved it."}, "a quote that doesn't stand in the text"),
        ({"predicate": "loved"}, "not of the schema"),
        ({"predicate": "worksOn"}, "a relation between types that it can't join"),
        ({"object": "Ann Lee"}, "a name that doesn't stand in its quote"),
    ],
)
def test_an_invented_relation_is_dropped_with_its_names(change, why, server, document, vocabulary):
    server.turns = [says({"names": [], "relations": [GAVE | change]})]
    reading = engine(server).read(document, vocabulary)
    assert (reading.mentions, reading.claims) == ((), ())
    assert why in reading.problems[0].what


def test_a_quote_from_another_part_than_the_one_shown_is_dropped(document, vocabulary):
    first = document.blocks[0].span
    found = ground(json.dumps(GOOD), document, first, vocabulary, "loom-7b")
    assert (found.mentions, found.claims) == ([], [])
    assert found.dropped.total() == 3


ROW = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from([*GAVE.values(), *ANN.values(), "", "Lee", " ", "*", "QEMU"]) | st.text() | st.none()
        for key in (*GAVE, *ANN)
    },
)
DOCUMENT = document_of(REPORT)


@settings(deadline=None, max_examples=200)
@given(st.lists(ROW | st.integers()), st.lists(ROW | st.text()))
def test_whatever_is_kept_stands_in_the_document(vocabulary, some, more):
    answer = json.dumps({"names": some, "relations": more})
    found = ground(answer, DOCUMENT, Span(0, len(DOCUMENT.text)), vocabulary, "x")
    assert all(DOCUMENT.quote(m.span) == m.name for m in found.mentions)
    for claim in found.claims:
        (evidence,) = claim.evidence
        assert DOCUMENT.quote(evidence.span) == evidence.quote
        assert claim.subject.span in evidence.span
        assert claim.object.span in evidence.span


@settings(deadline=None)
@given(st.text() | st.recursive(st.none() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_what_is_not_of_the_form_is_broken_and_nothing_else(vocabulary, answer):
    text = answer if isinstance(answer, str) else json.dumps(answer)
    with pytest.raises(BrokenError):
        ground(text, DOCUMENT, Span(0, len(DOCUMENT.text)), vocabulary, "x")


# --- broken, slow and failing servers


def test_broken_json_is_asked_for_once_more(server, document, vocabulary):
    server.turns = [says('{"names": [{"type": "per'), says(GOOD)]
    assert len(engine(server).read(document, vocabulary).claims) == 1
    assert len(server.asked) == 2


def test_json_that_stays_broken_costs_this_part_only(server, document, vocabulary):
    server.turns = [says("Sure! Here are the names.")]
    reading = engine(server).read(document, vocabulary)
    assert (reading.mentions, len(server.asked)) == ((), 2)
    assert "no answer on characters 0 to" in reading.problems[0].what


def test_an_answer_that_was_cut_says_what_to_do(server, document, vocabulary):
    server.turns = [says('{"names": [', finish="length")]
    reading = engine(server, answer=50).read(document, vocabulary)
    assert "cut at 50 tokens; raise answer= or lower part=" in reading.problems[0].what
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_asked_again(status, server, document, vocabulary):
    server.turns = [refuses(status), refuses(status), says(GOOD)]
    assert len(engine(server).read(document, vocabulary).claims) == 1
    assert len(server.asked) == 3


def test_a_server_that_stays_in_trouble_is_named(server, document, vocabulary):
    server.turns = [refuses(500, "the loom\nis on fire")]
    with pytest.raises(EngineError) as gave_up:
        engine(server).read(document, vocabulary)
    assert str(gave_up.value) == (
        f"llm: {server.url} failed 3 times, at last: HTTP status 500: the loom is on fire; "
        "what was answered is kept; the same command goes on from here"
    )


def test_the_waits_grow_and_a_server_may_ask_for_longer_ones_but_not_for_ever(server, document, vocabulary):
    server.turns = [refuses(429), refuses(429), refuses(429, Retry_After="7"), refuses(429, Retry_After="9999"),
                    says(NOTHING)]  # fmt: skip
    waits: list[float] = []
    patient = engine(server, backoff=1.0, retries=4)
    patient.endpoint.pause = waits.append
    patient.read(document, vocabulary)
    assert waits == [1, 2, 7, 60]


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_final(status, server, document, vocabulary):
    server.turns = [refuses(status, "no such loom")]
    with pytest.raises(EngineError, match=f"refused: HTTP status {status}: no such loom"):
        engine(server).read(document, vocabulary)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "turn", [Turn(wait=5), Turn(body=b"x" * 60, wait=0.1, pieces=60)], ids=["silent", "drop by drop"]
)
def test_a_slow_server_is_left_in_time(turn, server, document, vocabulary):
    server.turns = [turn]
    start = time.monotonic()
    with pytest.raises(EngineError, match=r"no (whole )?answer within 0\.3 s"):
        engine(server, timeout=0.3, retries=0).read(document, vocabulary)
    assert time.monotonic() - start < 3


def test_nobody_there_is_said(document, vocabulary):
    with pytest.raises(EngineError, match="can't be reached"):
        make(url="http://127.0.0.1:9/v1", model="x", retries=1, backoff=0.001).read(document, vocabulary)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}'])
def test_what_is_no_chat_api_is_said(body, server, document, vocabulary):
    server.turns = [Turn(body=body)]
    with pytest.raises(EngineError, match="no answer of the chat API"):
        engine(server, retries=0).read(document, vocabulary)


def test_an_endless_answer_is_not_read_to_its_end(server, document, vocabulary, monkeypatch):
    monkeypatch.setattr("talkgraph.engines.llm.endpoint.MAX_BYTES", 1000)
    server.turns = [Turn(body=b" " * 100_000)]
    with pytest.raises(EngineError, match="more than an answer may hold"):
        engine(server, retries=0).read(document, vocabulary)


def test_a_redirect_is_not_followed(server, document, vocabulary):
    server.turns = [Turn(307, headers={"Location": "http://127.0.0.1:9/elsewhere"})]
    with pytest.raises(EngineError, match="HTTP status 307"):
        engine(server).read(document, vocabulary)


# --- limits


def test_no_more_is_asked_than_may_be_spent(server, vocabulary):
    document = document_of("\n\n".join(f"Paragraph {n} tells of nothing in particular at all." for n in range(40)))
    server.turns = [says(NOTHING, tokens=5000)]
    with pytest.raises(EngineError, match="the limit of 11,000 tokens is reached: 10,000 spent"):
        engine(server, part=400, tokens=11_000, answer=100).read(document, vocabulary)
    assert len(server.asked) == 2


def test_a_server_that_counts_nothing_is_reckoned_with(server, document, vocabulary):
    server.turns = [says(NOTHING, tokens=None)]
    asking = engine(server, answer=700)
    asking.read(document, vocabulary)
    sent = len(json.dumps(server.asked[0])) / 4
    assert 700 + sent < asking.endpoint.spent


def test_what_stands_behind_the_longest_size_is_not_sent(server, vocabulary):
    document = document_of("First paragraph.\n\n" + "Second paragraph. " * 30)
    server.turns = [says(NOTHING)]
    reading = engine(server, size=200).read(document, vocabulary)
    assert "only the first 16 characters were sent (size=200)" in reading.problems[0].what
    assert "Second" not in json.dumps(server.asked)


def test_parts_hold_all_blocks_and_cut_none():
    document = document_of("\n\n".join("word " * n for n in range(1, 60)))
    found = parts(document, 300, 100_000)
    assert all(sum(block.span in part for part in found) == 1 for block in document.blocks)


# --- going on after a stop


def test_what_was_answered_is_not_asked_again(server, document, vocabulary, tmp_path):
    server.turns = [says(GOOD)]
    first = engine(server, cache=str(tmp_path / "kept")).read(document, vocabulary)
    again = engine(server, cache=str(tmp_path / "kept")).read(document, vocabulary)
    assert again == first
    assert len(server.asked) == 1
    assert engine(server, cache=str(tmp_path / "kept"), answer=99).read(document, vocabulary) == first
    assert len(server.asked) == 2, "another question is another answer"


def test_a_stopped_run_goes_on_where_it_was(server, vocabulary, tmp_path):
    document = document_of("\n\n".join(f"Paragraph {n} tells of nothing in particular at all." for n in range(40)))
    server.turns = [says(NOTHING), says(NOTHING), refuses(500)]
    with pytest.raises(EngineError):
        engine(server, part=400, retries=0, cache=str(tmp_path)).read(document, vocabulary)
    all_parts, done = len(parts(document, 400, 100_000)), len(server.asked) - 1
    server.turns = [says(NOTHING)]
    server.asked.clear()
    engine(server, part=400, retries=0, cache=str(tmp_path)).read(document, vocabulary)
    assert len(server.asked) == all_parts - done


def test_broken_answers_are_not_kept_and_broken_files_not_read(server, document, vocabulary, tmp_path):
    server.turns = [says("broken")]
    engine(server, cache=str(tmp_path)).read(document, vocabulary)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    server.turns = [says(GOOD)]
    engine(server, cache=str(tmp_path)).read(document, vocabulary)
    (kept,) = (path for path in tmp_path.rglob("*.json"))
    kept.write_text('{"answ', encoding="utf-8")
    assert len(engine(server, cache=str(tmp_path)).read(document, vocabulary).claims) == 1


def test_answers_are_kept_in_the_users_cache_unless_told_otherwise(server, document, vocabulary, tmp_path):
    server.turns = [says(GOOD)]
    make(url=server.url, model="m").read(document, vocabulary)
    assert list((tmp_path / "cache" / "talkgraph" / "llm").rglob("*.json"))


def test_a_cache_that_can_not_be_written_is_said(server, document, vocabulary, tmp_path):
    (tmp_path / "file").write_text("")
    server.turns = [says(GOOD)]
    with pytest.raises(EngineError, match="answers can't be kept here"):
        engine(server, cache=str(tmp_path / "file" / "in")).read(document, vocabulary)


# --- the key


SECRET = "sk-loom-0123456789"


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(server, document, vocabulary, tmp_path, monkeypatch):
    monkeypatch.setenv("TALKGRAPH_LLM_KEY", SECRET)
    server.turns = [says(GOOD), refuses(401, f"Incorrect key: {SECRET}")]
    asking = engine(server, cache=str(tmp_path / "kept"))
    reading = asking.read(document, vocabulary)
    assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"
    with pytest.raises(EngineError) as refused:
        engine(server).read(document, vocabulary)
    assert "Incorrect key: …" in str(refused.value)
    kept = "".join(path.read_text(encoding="utf-8") for path in Path(tmp_path).rglob("*.json"))
    assert SECRET not in f"{asking} {asking.endpoint!r} {reading} {refused.value} {kept} {server.asked}"


def test_without_a_key_none_is_sent(server, document, vocabulary, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    server.turns = [says(GOOD)]
    engine(server).read(document, vocabulary)
    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize("key", [f"{SECRET}\n{SECRET}", f"{SECRET}é", f"{SECRET} {SECRET}"])
def test_what_can_be_no_key_is_refused_and_not_repeated(key, server, monkeypatch):
    monkeypatch.setenv("TALKGRAPH_LLM_KEY", key)
    with pytest.raises(NoEngineError, match=r"what \$TALKGRAPH_LLM_KEY holds can be no key") as refused:
        engine(server)
    assert SECRET not in str(refused.value)


def test_another_variable_may_hold_the_key(server, document, vocabulary, monkeypatch):
    monkeypatch.setenv("LOOM_KEY", SECRET)
    server.turns = [says(GOOD)]
    engine(server, key="LOOM_KEY").read(document, vocabulary)
    assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"


def test_a_key_never_goes_over_the_net_in_the_clear(monkeypatch):
    monkeypatch.setenv("TALKGRAPH_LLM_KEY", SECRET)
    with pytest.raises(NoEngineError, match=r"a key would go to looms\.example in the clear"):
        make(url="http://looms.example/v1", model="m")
    make(url="https://looms.example/v1", model="m")
    for here in ("http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1"):
        make(url=here, model="m")


@pytest.mark.parametrize("url", ["", "loom", "ftp://loom", "http://", "http://[broken", "http://loom:port/v1"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(NoEngineError, match=r"is no (http )?address"):
        make(url=url, model="m")


def test_a_password_in_an_address_is_refused_and_not_repeated():
    with pytest.raises(NoEngineError) as refused:
        make(url=f"https://me:{SECRET}@looms.example/v1", model="m")
    assert SECRET not in str(refused.value)
