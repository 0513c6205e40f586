"""A story's body as a page shows it: its links and pictures lead where they should from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from storyhub.check.addresses import Addresses
from storyhub.model.story import Body, Profile, Story
from storyhub.pages.cards import picture_view
from storyhub.site import Site
from storyhub.text.quotes import typeset_html

SIZES = "(min-width: 48rem) 42rem, 100vw"
"""How wide a picture in a text is shown."""
_LINK = re.compile(
    r"<a href=\"(?!#|[a-z][a-z0-9+.-]*:|//)([^\"]*)\"([^>]*)>|<img src=\"([^\"]*)\" alt=\"([^\"]*)\">", re.IGNORECASE
)


def leads(site: Site, story: Story) -> tuple[object, ...]:
    """What a body follows from besides its own text: where its links lead, and its pictures."""
    links = [site.addresses.find(story, r.target) or site.addresses.picture(story, r.target) for r in story.references]
    pictures = [site.hub.pictures[place] for place in links if place and place in site.hub.pictures]
    photo = site.addresses.picture(story, story.photo) if story.photo else None
    return links, pictures, site.hub.pictures.get(photo or "")


def body_html(site: Site, story: Story, body: Body, to_root: str) -> str:
    """A body whose links and pictures lead where they should, with the quotation marks of its language."""

    def picture(place: str, alt: str) -> str:
        if not story.consent:
            return f"<em>{alt}</em>"
        view = picture_view(site, place, alt)
        srcset = ", ".join(f"{escape(to_root + url)} {width}w" for url, width in view.srcset)
        size = f'width="{view.width}" height="{view.height}"'
        return f'<img src="{escape(to_root + view.url)}" srcset="{srcset}" sizes="{SIZES}" {size} alt="{alt}" loading="lazy" decoding="async">'

    return typeset_html(resolve(body.html, story, site.addresses, to_root, picture), story.language)


def resolve(
    html: str, text: Story | Profile, addresses: Addresses, base: str, picture: Callable[[str, str], str]
) -> str:
    """A body whose links lead somewhere: to a page, or, where there is nothing, nowhere (its words stay).

    `picture` makes the HTML of a picture from its path and the HTML-escaped words for it.
    """

    def part(match: re.Match[str]) -> str:
        if match[1] is not None:
            found = addresses.find(text, unescape(match[1]))
            return f"<a{match[2]}>" if found is None else f'<a href="{escape(base + found)}"{match[2]}>'
        place = addresses.picture(text, unescape(match[3]))
        return f"<em>{match[4]}</em>" if place is None else picture(place, match[4])

    return _LINK.sub(part, html) if text.references else html
