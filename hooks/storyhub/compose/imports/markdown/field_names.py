"""What other programs call the fields of a post: the one table of their names."""

from __future__ import annotations

from itertools import chain

_NAMES = {
    "title": "title",
    "author": "author authors author_name byline co_authors coauthors co-authors contributors author2 writers",
    # The surest day first.
    "date": """
        date publishdate publish_date pubdate post_date datepublished date_published published_at
        created created_at date_created published
    """,
    "summary": "summary description excerpt subtitle",
    "language": "language lang locale",
    "photo": """
        photo image images cover coverimage cover_image heroimage hero_image og_image featured_image featuredimage
        feature_image thumbnail header banner hero teaser
    """,
    "aliases": "aliases redirect_from permalink url path old_url",
    "values": "values tags tag categories category keywords",
    "as it is": "why could_be_better question department reply_to consent audience with",
    # Others could not read it: unless the first say no, when the second do, and unless the third have a word for it.
    "draft": "draft isdraft is_draft concept klad private hidden unlisted wip archived",
    "published": "published publish dg-publish is_published gepubliceerd",
    "status": "status state post_status visibility stage",
    # How the other program should show or count it; slug is understood in another way.
    "of no use": """
        layout comments toc weight type mathjax math slug lastmod updated modified template guid id wordpress_id
        wordpress_url post_id author_login author_email author_url date_gmt modified_gmt sticky ping_status
        comment_status parent menu_order meta date_updated updated_at modified_at eleventyexcludefromcollections
        in_search_index aliases_generated post_password output
    """,
}
FIELDS = {meaning: names.split() for meaning, names in _NAMES.items()}
"""What a field means → its names."""
UNDERSTOOD = frozenset(chain.from_iterable(FIELDS.values()))
_ANOTHER_MEANING = "name naam met mit avec dag kop team service headline writer picture image accord"
NOT_MEANT = frozenset(_ANOTHER_MEANING.split())
"""Other words for a field in a story that are something else in other programs."""
