"""Markup of others made safe to show: the only file that knows the sanitiser (nh3, the ammonia library)."""

from __future__ import annotations

PLAIN_TAGS = frozenset(
    ("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i")
) | {"img", "ins", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th"} | {
    "thead", "tr", "u", "ul"
}  # fmt: skip
TALK_TAGS = frozenset(("a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"))
"""What people may write in comments."""
ATTRIBUTES = {"a": {"href", "title"}, "img": {"alt", "title"}, "abbr": {"title"}, "td": {"colspan", "rowspan"}}
"""A picture keeps its words only: its address would make the reader's browser call on somebody."""
SCHEMES = frozenset(("http", "https", "mailto"))
DROPPED_WHOLE = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"))
"""Elements of which not even the words stay."""


def safe_html(markup: str, *, tags: frozenset[str] = PLAIN_TAGS) -> str:
    """Return the markup with nothing left but plain text marks and links to the web; no script, style or picture."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(tags),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items() if tag in tags},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow ugc",
        strip_comments=True,
    )
