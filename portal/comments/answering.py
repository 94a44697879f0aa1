"""What somebody answers: a thread they may reach, and in it a comment that they may read."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.comments.models import Comment, subject_for
from portal.contributions.models import Contribution
from portal.lib.addresses import is_public_id
from portal.lib.verdicts import Invalid
from shows.spoilers import Viewpoint

PARENT_GONE = _("What you answer is not there any more.")


def find_subject(viewpoint: Viewpoint, public_id: str) -> Contribution:
    """The post or photo whose thread is meant, if the reader may reach it; a comment too, which takes none.

    Raises:
        Http404: there is none, or it is not there for this reader.
    """
    found = subject_for(viewpoint, public_id)
    if found is None:
        raise Http404
    return found


def find_parent(subject: Contribution, viewpoint: Viewpoint, public_id: str | None) -> Comment | None:
    """The comment that is answered; None where none is meant.

    Args:
        subject: whose thread.
        viewpoint: of whoever answers.
        public_id: as it was sent; whatever is no id is nobody's.

    Raises:
        Invalid: at `parent`, in the same words for one that is not there, or not in this thread, and for one that is
            covered for whoever answers: they have not read it, and are not told that it is there.
    """
    if not public_id:
        return None
    rows = Comment.objects.visible_to(viewpoint).filter(subject=subject.pk)
    found: Comment | None = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None or viewpoint.covers(found):
        raise Invalid("parent", PARENT_GONE, "parent_gone")
    return found
