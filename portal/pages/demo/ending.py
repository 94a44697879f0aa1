"""The evening ends: everything that made-up members made goes, and nothing that is anybody else's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.leaving import end_all
from accounts.models import Member
from accounts.seats import forget_seat
from portal.cast.voting import erase_votes
from portal.comments.models import Comment
from portal.contributions.leaving import empty_out, recount
from portal.contributions.models import Contribution
from portal.curation.models import Proposal
from portal.lib.guestpages import EVERYTHING, changed
from portal.moderation.cases import count_reports
from portal.moderation.models import Act, Case, Ground, Report
from portal.pages.demo.story import forget_story
from portal.pages.demo.trp import forget_ratings
from portal.photos.models import Photo
from portal.photos.storage import Folder, local_store
from portal.reactions.counting import erase_reactions
from shows.catalogue import entry_kinds
from shows.changes import forget_missing

Names = list[tuple[Folder, str]]


def end_evening(*, at: datetime) -> int:
    """Take the demo away: members, what they made, its files. Run again, it takes nothing more.

    Where real members have answered something, an empty place of nobody's stays, so that their words keep theirs.

    Args:
        at: now.

    Returns:
        How many members went.
    """
    gone, files = take_away(at=at)
    for folder, name in files:
        local_store().remove(name, folder)
    return gone


@transaction.atomic
def take_away(*, at: datetime) -> tuple[int, Names]:
    """The rows; answers how many members went, and the files nobody has a row for any more."""
    demo = Member.objects.filter(is_demo=True)
    members = list(demo)
    files = files_of(Photo.objects.filter(author__in=members))
    Act.objects.filter(Q(by__in=members) | Q(member__in=members)).delete()
    forget_reports(members)
    forget_words(members)
    erase_votes(*members)
    forget_ratings()
    forget_story()
    forget_missing(entry_kinds())
    Proposal.objects.filter(author__in=members).delete()
    for member in members:
        erase_reactions(member)
        end_all(member, False, at)
        forget_seat(member.pk)
    demo.delete()
    changed(EVERYTHING)
    return len(members), files


def files_of(photos: object) -> Names:
    """Every file that lies somewhere for these photos."""
    names: Names = []
    for photo in photos:  # type: ignore[attr-defined]
        names += [(Folder.MEDIA, one["name"]) for one in photo.renditions]
        names += [(folder, name) for folder, name in own_files(photo) if name]
    return names


def own_files(photo: Photo) -> Names:
    """What is not for readers."""
    return [(Folder.ORIGINALS, photo.original), (Folder.QUARANTINE, photo.raw)]


def forget_reports(members: list[Member]) -> None:
    """Their reports, and the open cases that rest on nothing else."""
    theirs = Report.objects.filter(reporter__in=members)
    cases = list(theirs.values_list("case_id", flat=True))
    theirs.delete()
    Case.objects.filter(pk__in=cases, origin=Case.Origin.REPORT, reports=None).open().delete()
    Ground.objects.filter(case__in=cases).delete()
    for case in Case.objects.filter(pk__in=cases).open().order_by("pk"):
        count_reports(case)


def forget_words(members: list[Member]) -> None:
    """What they posted, sent and said; counters of threads that lost a comment are taken anew."""
    theirs = set(Contribution.objects.filter(author__in=members).values_list("pk", flat=True))
    held_up = theirs & bearing_others(members, theirs)
    going = Contribution.objects.filter(pk__in=theirs - held_up)
    threads = {subject for subject in going.values_list("subject_id", flat=True) if subject}
    going.delete()
    left = Contribution.objects.filter(pk__in=held_up)
    empty_out(left)
    left.update(author=None, idempotency_key="")
    recount(threads - theirs | held_up)


def bearing_others(members: list[Member], theirs: set[int]) -> set[int]:
    """The ids above words of anybody else: subjects, and every comment between."""
    threads = Contribution.objects.filter(pk__in=theirs).values_list("subject_id", flat=True)
    others = Comment.objects.filter(Q(subject__in=theirs) | Q(subject__in=[pk for pk in threads if pk]))
    told = list(others.order_by("pk").values_list("pk", "parent_id", "subject_id", "author_id"))
    parents = {pk: parent for pk, parent, _subject, _author in told}
    made_up = {member.pk for member in members}
    bearing: set[int | None] = set()
    for pk, _parent, subject, author in told:
        if author in made_up:
            continue
        bearing.add(subject)
        while (pk := parents.get(pk)) is not None:
            bearing.add(pk)
    return {pk for pk in bearing if pk is not None}
