"""Answers become frames where pandas or polars are installed."""

from __future__ import annotations

import pytest

from questions.weaving import weaving
from talkgraph.model import Kind
from talkgraph.questions import ask
from talkgraph.questions.frames import Rows

LOOMS = weaving()
TABLES: dict[str, Rows] = {
    "find": ask.find(LOOMS, "loom"),
    "show": ask.show(LOOMS, "project:weft"),
    "path": ask.path(LOOMS, "person:ann-lee", "project:heddle", most=2),
    "related": ask.related(LOOMS, "project:weft"),
    "experts": ask.experts(LOOMS, "project:weft"),
    "co_speakers": ask.co_speakers(LOOMS, "person:bo-yun"),
    "top": ask.top(LOOMS, Kind.PERSON),
    "timeline": ask.timeline(LOOMS, ["project:weft", "topic:knots"]),
    "compare": ask.compare(LOOMS, "project:weft", "project:heddle"),
    "communities": ask.communities(LOOMS),
    "bridges": ask.bridges(LOOMS),
    "gaps": ask.gaps(LOOMS),
}


@pytest.mark.parametrize("name", TABLES)
def test_an_answer_is_a_frame_of_its_rows(name: str) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    answer = TABLES[name]
    rows = getattr(answer, answer.ROWS)
    for frame in (answer.to_pandas(), answer.to_polars()):
        assert isinstance(frame, pandas.DataFrame | polars.DataFrame)
        assert len(frame) == len(rows)
    for column in answer.to_pandas().columns:
        assert not rows or hasattr(rows[0], column)


def test_values_come_through_and_quotes_stay_out() -> None:
    pytest.importorskip("pandas")
    frame = TABLES["experts"].to_pandas()
    assert list(frame["name"]) == ["Ann Lee", "Bo Yun"]
    assert list(frame["talks"]) == [3, 2]
    assert not {"evidence", "latest"} & set(frame.columns)


def test_an_answer_without_rows_is_an_empty_frame() -> None:
    pytest.importorskip("polars")
    assert len(ask.find(LOOMS, "zzz").to_polars()) == 0


def test_answers_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        TABLES["top"].type = "talk"  # type: ignore[attr-defined]
