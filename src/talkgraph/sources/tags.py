"""What HTML tags mean to a reader of text; shared by pages and by the HTML that stands in Markdown."""

from __future__ import annotations

from talkgraph.model import MarkKind

MARKS = {
    "a": MarkKind.LINK,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "u": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "q": MarkKind.QUOTE,
    "code": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "var": MarkKind.CODE,
}

# Without words, or with words that are no part of the report. Struck words are what the author took back.
DROPPED = frozenset(
    str.split("""
    script style noscript template iframe object embed applet svg math canvas video audio map picture img source form
    button select option textarea input label datalist dialog nav head title link meta base figcaption del s strike rp
    rt frameset noframes
    """)
)

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = frozenset(
    str.split("""
    address article aside blockquote body caption center dd details dir div dl dt fieldset figure footer header hgroup
    hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul xmp
    """)
)

LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
