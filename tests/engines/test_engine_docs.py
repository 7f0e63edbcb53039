"""The engine of the docs works as the docs say."""

import importlib
import re
import sys
import tomllib
from pathlib import Path

from engines.loom_reports import document_of
from talkgraph import engines
from talkgraph.engines.choose import BUILT_IN, offers

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")


def test_the_engine_of_the_docs_is_installed_and_reads(tmp_path, monkeypatch, vocabulary):
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1]
    named = tomllib.loads(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])["project"]["entry-points"]
    (tmp_path / "weather.py").write_text(code, encoding="utf-8")
    info = tmp_path / "weather-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: weather\nVersion: 1\n", encoding="utf-8")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items()) for group, entries in named.items()]
    (info / "entry_points.txt").write_text("".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    (asked,) = re.findall(r"`--engine (hashtags:\S+)`", PAGE)
    found = engines.load([asked]).read(document_of("Warm days at LoomConf: #weaving, #art and #felt.\n"), vocabulary)
    sys.modules.pop("weather")
    assert [(m.name, m.rule) for m in found.mentions] == [("weaving", "hashtags:hashtag"), ("felt", "hashtags:hashtag")]


def test_every_engine_stands_in_the_table_with_its_options():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE))
    assert set(rows) == set(BUILT_IN)
    for offer in offers():
        if offer.installed and offer.name != "llm":
            assert all(f"`{option.name}`" in rows[offer.name] for option in offer.options)
    told = {option.name for offer in offers() if offer.name == "llm" for option in offer.options}
    assert {name for name in told if f"`{name}`" not in PAGE} <= {"url", "model"}
