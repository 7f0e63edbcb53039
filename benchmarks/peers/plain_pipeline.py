"""The job as one would do it by hand: lxml and json, spaCy's PhraseMatcher, rdflib; the first argument lists names."""

import gzip
import json
import sys
import tarfile
from pathlib import Path

import rdflib
import spacy
from lxml import etree
from spacy.matcher import PhraseMatcher

SCHEMA = rdflib.Namespace("https://schema.org/")
graph = rdflib.Graph()
nlp = spacy.blank("en")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("NAME", list(nlp.pipe(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())))


def node(text):
    slug = "".join(c if c.isalnum() else "-" for c in text.lower())
    return rdflib.URIRef(f"https://talkgraph.example/id/{slug}")


def add(event, title, text, speakers):
    talk = node(f"{title}.{event}")
    graph.add((talk, SCHEMA.name, rdflib.Literal(title)))
    graph.add((talk, SCHEMA.superEvent, node(event)))
    for name in speakers:
        graph.add((talk, SCHEMA.performer, node(name)))
        graph.add((node(name), SCHEMA.name, rdflib.Literal(name)))
    doc = nlp(f"{title}\n{text}")
    for _, start, end in matcher(doc):
        graph.add((talk, SCHEMA.about, node(doc[start:end].text)))


for path in sys.argv[2:]:
    if path.endswith(".gz"):
        with gzip.open(path) as file:
            root = etree.parse(file).getroot()
        for event in root.iter("event"):
            told = " ".join(filter(None, (event.findtext("abstract"), event.findtext("description"))))
            persons = [person.text or "" for person in event.iterfind("persons/person")]
            add(root.findtext("conference/title") or path, event.findtext("title") or "", told, persons)
        continue
    with tarfile.open(path, "r|*") as tar:
        for member in tar:
            if member.isfile() and "/videos/" in member.name:
                record = json.loads(tar.extractfile(member).read())
                told = record.get("description") or ""
                add(member.name.partition("/")[0], record["title"], told, record["speakers"])
graph.serialize("/dev/null", format="turtle")
