"""A post and the first answers below it as JSON-LD in schema.org's words, for search engines that show talk as talk.

Made at horizon 0, whoever looks: of a post that is a secret for anybody nothing is said, and no answer that is one.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from accounts.models import Member
from portal.cast.linked import CONTEXT, Linked, filled, here
from portal.comments.queries import thread
from portal.contributions.kinds import kind_of
from portal.lib.kept import Stamps, kept_text
from portal.lib.markup import plain
from portal.lib.templatetags.adda import linked_data
from portal.posts.models import Post
from portal.posts.queries import area_of_post
from portal.reactions.kinds import area_of as area_of_feelings
from shows.spoilers import Viewpoint, nobody

ANSWERS = 5
LONGEST = 600  # characters of each text


def linked_post(post: Post, stamps: Stamps) -> SafeString:
    """The block of data for the page of a post; empty for one that is not for everybody.

    Args:
        post: as everybody's.
        stamps: of this request.
    """
    if post.effective_reveals or not post.is_public:
        return SafeString("")
    areas = area_of_post(post.public_id), area_of_feelings(post.public_id)
    told = kept_text(("posting", post.pk), lambda: linked_data(posting(post, stamps)), *areas, stamps=stamps)
    return SafeString(told)


def posting(post: Post, stamps: Stamps) -> Linked:
    """The data; asks for nothing but the thread's first page, which its own page keeps."""
    viewpoint = nobody()
    address = here(kind_of(post).safe_url(post))
    lines = thread(post, viewpoint, {}, stamps).lines
    read = [line.comment for line in lines if line.comment is not None and line.comment.is_public]
    return filled(
        at_context=CONTEXT,
        at_type="DiscussionForumPosting",
        at_id=address,
        url=address,
        headline=post.title,
        text=words(viewpoint.segments(post)),
        inLanguage=post.language,
        datePublished=post.created_at.isoformat(),
        dateModified=post.edited_at.isoformat() if post.edited_at else None,
        author=writer(post.author),
        commentCount=post.comment_count,
        comment=[answer(one, address, viewpoint) for one in read[:ANSWERS]],
    )


def answer(comment: Any, address: str, viewpoint: Viewpoint) -> Linked:
    """One comment that everybody may read."""
    name = comment.author.handle if comment.author is not None else ""
    return filled(
        at_type="Comment",
        text=words(viewpoint.segments(comment)),
        url=f"{address}?comment={comment.public_id}#c-{comment.public_id}",
        datePublished=comment.created_at.isoformat(),
        author=filled(at_type="Person", name=name) if name else None,
    )


def writer(author: Member | None) -> Linked | None:
    """Who wrote it; nobody under 18 is led to."""
    if author is None:
        return None
    page = None if author.is_minor else here(reverse("member", args=[author.handle]))
    return filled(at_type="Person", name=author.handle, url=page)


def words(html: str) -> str:
    """Rendered words as plain text, no longer than a search engine reads."""
    return Truncator(plain(html)).chars(LONGEST)
