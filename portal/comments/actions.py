"""Comment, answer, edit, and keep what hangs below a thing as covered as the thing itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Member
from portal.comments.drafting import take
from portal.comments.kinds import count_below
from portal.comments.models import DEEPEST, Comment
from portal.comments.policies import can_answer, can_comment
from portal.contributions.actions import announce, hold, once, propose_words, reword
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, Place, Revision, State, touched
from portal.contributions.policies import can_edit
from portal.contributions.ranking import rank_anew, rank_below, wrongly_ranked
from portal.contributions.typed import Hand
from portal.contributions.wording import effective, put_words
from portal.lib.guestpages import changed
from portal.lib.ids import PATH_WIDTH, path_step
from portal.lib.keys import NO_KEY, Key
from portal.lib.text import script_of
from portal.lib.verdicts import require
from portal.lib.written import NewRows, OneRow, OneUpdate
from portal.moderation.actions import submit, submit_edit
from portal.moderation.screening import edit_must_wait, must_wait, under_veil
from portal.outbox.actions import publish


def post(
    subject: Contribution,
    *,
    by: Member,
    at: datetime,
    body: str,
    reveals: int | None = None,
    parent: Comment | None = None,
    language: str = "",
    key: Key = NO_KEY,
    drafted: Hand | None = None,
) -> Comment:
    """Say something about a post or a photo, or answer a comment there.

    Args:
        subject: what it is about; the comment takes its show.
        by: the author.
        at: now.
        body: Markdown, at most 5,000 characters.
        reveals: the episode it talks about; 0 or None adds nothing to what the subject and the parent reveal.
        parent: the comment it answers, in the same thread.
        language: of the words; guessed from their script when empty.
        key: idempotency key; a second comment with the same one is the first.
        drafted: which version of their draft there it was made of; that one goes. None where there was none.

    Raises:
        Refused: when the subject takes no comments, or the parent is gone.
        KeyReused: when the key stood for another request.
    """
    comment = Comment(
        kind="comment",
        place=Place.THREAD,
        author=by,
        show_id=subject.show_id,
        subject=subject,
        parent=parent,
        idempotency_key=key.name,
        idempotency_digest=key.digest,
        created_at=at,
    )
    put_words(comment, _words(body, reveals, language))
    return once(Comment, by=by, key=key, create=lambda: _hang(comment, by=by, drafted=drafted))


A_BATCH = 300
# Of what somebody comments on, once it is held, only what may have changed and decides.
JUDGED = ("place", "state", "locked_at", "effective_reveals")
held = OneRow(lambda key: Contribution.objects.select_for_update(no_key=True).filter(pk=key).only(*JUDGED), 0)
# While nothing has changed by which it was judged, counting the comment holds it as well.
one_more = OneUpdate(
    lambda key, reveals: Contribution.objects.filter(
        pk=key, place=Place.FEED, state=State.PUBLISHED, locked_at=None, effective_reveals=reveals
    ),
    {"comment_count": F("comment_count") + 1},
    987_654_321,
    987_654_322,
)
first_half, second_half = NewRows(Contribution), NewRows(Comment)


def _words(body: str, reveals: int | None, language: str) -> dict[str, Any]:
    safe = reveals or None
    return {"body": body, "about": safe, "reveals": safe, "language": language or script_of(body)}


@transaction.atomic
def _hang(comment: Comment, *, by: Member, drafted: Hand | None) -> Comment:
    comment.arrive(waits=must_wait(by, kind=comment.kind))
    subject, is_counted = _held(comment)
    require(can_comment(by, subject))
    path = path_step(subject.pk)
    above = subject.effective_reveals
    if comment.parent_id is not None:
        parent = _answered(comment, subject)
        require(can_answer(by, parent))
        path = parent.path if parent.depth < DEEPEST else parent.path[:-PATH_WIDTH]
        above = max(above, parent.effective_reveals)
    comment.effective_reveals = effective(comment, above)
    comment.rank = 0 if comment.parent_id is None else None
    _store(comment, path)
    if is_counted:
        count_below(comment, "", 1)
    if comment.is_waiting:
        submit(comment, at=comment.created_at)
    if drafted is not None:
        take(subject, comment.parent, by=by, hand=drafted)
    announce(comment)
    return comment


def _held(comment: Comment) -> tuple[Contribution, bool]:
    """What is commented on as it is now, kept from changing, and whether the comment is counted there: one that waits
    is not, nor one that will be refused."""
    subject = comment.subject
    if comment.is_public and subject is not None and one_more.run(subject.pk, subject.effective_reveals):
        return subject, True
    found = held.get(comment.subject_id)
    if found is None:
        raise Contribution.DoesNotExist
    return found, comment.is_public and bool(one_more.run(found.pk, found.effective_reveals))


def _answered(comment: Comment, subject: Contribution) -> Comment:
    """The parent as it is now; takes the reply's place in the order of arrival from the root."""
    comment.root_id = root_id = comment.parent.root_id  # type: ignore[union-attr]
    rows = {row.pk: row for row in Comment.objects.on(subject).filter(pk__in={comment.parent_id, root_id})}
    comment.arrival = rows[root_id].reply_count + 1
    Comment.objects.filter(pk=root_id).update(reply_count=F("reply_count") + 1)
    comment.parent = rows[comment.parent_id]
    return comment.parent


def _store(comment: Comment, path_above: str) -> None:
    """Write both halves of the row; the path needs the id that the first half is given."""
    comment.pk = comment.id = first_half.add(comment)
    comment.root_id = comment.root_id or comment.pk
    comment.path = path_above + path_step(comment.pk)
    comment.depth = len(comment.path) // PATH_WIDTH - 2
    second_half.add(comment)
    comment._state.adding, comment._state.db = False, DEFAULT_DB_ALIAS


@transaction.atomic
def edit(
    comment: Comment, *, by: Member, at: datetime, body: str, reveals: int | None, language: str
) -> Revision | None:
    """Change one's comment; what it said before stays readable as a revision.

    Args:
        comment: the comment.
        by: its author.
        at: now.
        body, reveals, language: as for `post`.

    Returns:
        The revision that waits for a moderator, or None when the new words stand already.

    Raises:
        Refused: to anybody but the author, or when it has been taken down.
    """
    hold(comment)
    require(can_edit(by, comment))
    words = _words(body, under_veil(comment, reveals), language)
    if comment.is_public and edit_must_wait(by):
        revision = propose_words(comment, words, by=by, at=at)
        submit_edit(revision, at=at)
        return revision
    reword(comment, words, by=by, at=at)
    return None


@transaction.atomic
def restamp(thing: Contribution) -> int:
    """Work out anew what each comment below something reveals; for when that something reveals less than before.

    Returns:
        How many comments changed.
    """
    subject_id = thing.subject_id or thing.pk
    subject = Contribution.objects.select_for_update(no_key=True).get(pk=subject_id)
    rows = Comment.objects.on(subject).in_tree_order().values_list("pk", "parent_id", "reveals", "effective_reveals")
    now: dict[int, int] = {}
    moved: dict[int, list[int]] = defaultdict(list)
    for pk, parent_id, reveals, before in rows:
        now[pk] = max(reveals or 0, subject.effective_reveals, now.get(parent_id, 0))
        if now[pk] != before:
            moved[now[pk]].append(pk)
    for value, pks in moved.items():
        Contribution.objects.filter(pk__in=pks).update(effective_reveals=value, changed_at=touched(timezone.now()))
    rank_below(subject)
    changed(kind_of(subject).safe_url(subject))
    publish("contributions.restamped", {"contribution_id": thing.pk})
    return sum(map(len, moved.values()))


def recount() -> int:
    """Bring every counter of the threads back in line with the rows.

    Returns:
        How many were wrong.
    """
    below = {True: Contribution.objects.filter(subject=OuterRef("pk")).values("subject")}
    below[False] = Comment.objects.filter(root_id=OuterRef("pk"), depth__gt=0).values("root_id")
    wrong = 0
    for has_thread, rows in below.items():
        published = rows.filter(state=State.PUBLISHED).order_by().annotate(number=Count("pk")).values("number")
        things = Contribution.objects.filter(rank__isnull=has_thread).annotate(counted=Coalesce(Subquery(published), 0))
        with transaction.atomic():
            numbers = dict(things.exclude(comment_count=F("counted")).values_list("pk", "counted"))
            for pk, number in numbers.items():
                Contribution.objects.filter(pk=pk).update(comment_count=number)
        wrong += len(numbers)
    return wrong


@transaction.atomic
def rank_all() -> int:
    """Give every root the rank its counters say; run after they are right.

    Returns:
        How many stood wrong.
    """
    wrong = list(wrongly_ranked().values_list("pk", flat=True))
    for first in range(0, len(wrong), A_BATCH):
        rank_anew(Contribution.objects.filter(pk__in=wrong[first : first + A_BATCH]))
    return len(wrong)


@transaction.atomic
def count_branch(comment: Comment) -> None:
    """Count the replies below the root of a comment anew, and rank it; for when words went without a change of state
    that anybody kept count of."""
    Contribution.objects.select_for_update(no_key=True).filter(pk=comment.root_id).values("pk").first()
    root = Comment.objects.get(pk=comment.root_id)
    number = Comment.objects.within(root.path).filter(state=State.PUBLISHED, depth__gt=0).count()
    Contribution.objects.filter(pk=root.pk).update(comment_count=number)
    rank_anew(Contribution.objects.filter(pk=root.pk))
