"""Publish a post, and edit it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Member
from portal.contributions.actions import announce, hold, once, propose_words, reword
from portal.contributions.models import Place, Revision
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.typed import Hand
from portal.contributions.wording import effective, put_words
from portal.lib.keys import NO_KEY, Key
from portal.lib.text import script_of
from portal.lib.verdicts import require
from portal.moderation.actions import submit, submit_edit
from portal.moderation.screening import edit_must_wait, must_wait, under_veil
from portal.photos.models import Photo
from portal.posts.models import Draft, Post, Topic
from portal.posts.naming import Whom, as_words, tie
from portal.posts.pictures import as_ids, put_photos
from shows.models import Show


def publish(
    *,
    by: Member,
    at: datetime,
    title: str,
    body: str,
    show: Show | None = None,
    reveals: int | None = None,
    topic: str = Topic.TALK,
    language: str = "",
    who: Sequence[Whom] = (),
    photos: Sequence[Photo] = (),
    key: Key = NO_KEY,
    hand: Hand | None = None,
) -> Post:
    """Begin to talk about something.

    Args:
        by: the author.
        at: now.
        title: one line, at most 200 characters.
        body: Markdown, at most 20,000 characters.
        show: what it is about, or None for nothing in particular.
        reveals: the last episode it talks about; 0 or None is safe for everyone.
        topic: of `Topic`.
        language: of the words; guessed from their script when empty.
        who: the characters and people it is about, of the show or its cast, in order.
        photos: the author's own, in order.
        key: idempotency key; a second post with the same one is the first, and the draft of that key goes.
        hand: which version of the draft was before them: a newer one, from elsewhere, stays; None takes any.

    Raises:
        Refused: to a guest.
        KeyReused: when the key stood for another request.
    """
    require(can_contribute(by))
    post = Post(kind="post", place=Place.FEED, author=by, show=show, topic=topic, created_at=at)
    post.idempotency_key, post.idempotency_digest = key.name, key.digest
    put_words(post, _words(title, body, reveals, language))
    post.effective_reveals = effective(post)
    return once(Post, by=by, key=key, create=lambda: _store(post, by=by, who=who, photos=photos, hand=hand))


def _words(title: str, body: str, reveals: int | None, language: str) -> dict[str, Any]:
    safe = reveals or None
    spoken = language or script_of(title + body)
    return {"title": title, "body": body, "about": safe, "reveals": safe, "language": spoken}


@transaction.atomic
def _store(post: Post, *, by: Member, who: Sequence[Whom], photos: Sequence[Photo], hand: Hand | None) -> Post:
    post.arrive(waits=must_wait(by, kind=post.kind))
    post.save(force_insert=True)
    if who:
        tie(post, as_words(who))
    if photos:
        put_photos(post, as_ids(photos))
    if post.is_waiting:
        submit(post, at=post.created_at)
    if post.idempotency_key:
        drafts = Draft.objects.of(by).called(post.idempotency_key)
        (drafts.in_hand(hand) if hand else drafts).delete()
    announce(post)
    return post


@transaction.atomic
def edit(
    post: Post,
    *,
    by: Member,
    at: datetime,
    title: str,
    body: str,
    reveals: int | None,
    topic: str,
    language: str,
    who: Sequence[Whom] | None = None,
    photos: Sequence[Photo] | None = None,
) -> Revision | None:
    """Change one's post; what it said before stays readable as a revision. Its show stays.

    Args:
        post: the post.
        by: its author.
        at: now.
        title, body, reveals, topic, language: as for `publish`.
        who, photos: the same; None leaves them as they are.

    Returns:
        The revision that waits for a moderator, or None when the new words stand already.

    Raises:
        Refused: to anybody but the author, or when it has been taken down.
    """
    hold(post)
    require(can_edit(by, post))
    words = _words(title, body, under_veil(post, reveals), language)
    if who is not None:
        words["who"] = as_words(who)
    if photos is not None:
        words["photos"] = as_ids(photos)
    Post.objects.filter(pk=post.pk).update(topic=topic)
    post.topic = topic
    if post.is_public and edit_must_wait(by):
        revision = propose_words(post, words, by=by, at=at)
        submit_edit(revision, at=at)
        return revision
    reword(post, words, by=by, at=at)
    return None
