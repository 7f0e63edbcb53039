"""What is known beforehand: tables of projects, topics, organizations, events, places and names of persons."""

from talkgraph.vocabulary.entry import Candidate, Entry, Form, Hit
from talkgraph.vocabulary.names import NameTable
from talkgraph.vocabulary.vocabulary import Vocabulary

__all__ = ["Candidate", "Entry", "Form", "Hit", "NameTable", "Vocabulary"]
