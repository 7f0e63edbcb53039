"""Parses schedules and an archive with lxml and json, and keeps nothing: what reading alone costs."""

import gzip
import json
import sys
import tarfile

from lxml import etree

for path in sys.argv[1:]:
    if path.endswith(".gz"):
        with gzip.open(path) as file:
            etree.parse(file)
        continue
    with tarfile.open(path, "r|*") as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".json"):
                json.loads(tar.extractfile(member).read())
