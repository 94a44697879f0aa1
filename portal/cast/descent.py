"""Who descends from whom: a circle of it cannot be, and one tie is written once."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.cast.models import BOTH_WAYS, DESCENT, Relationship
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.ahead import check_ahead
from shows.models import Show


def check_tie(tie: Relationship) -> None:
    """Straighten a tie and refuse one that cannot be; inside a transaction, under a lock on its show.

    Raises:
        Invalid: to oneself, across shows, that ends before it begins, that is there already, or by which somebody
            would descend from themselves.
    """
    if tie.subject_id == tie.object_id:
        raise Invalid("object", _("Nobody has a tie to themselves. Choose somebody else."), "to_oneself")
    if tie.subject.show_id != tie.object.show_id:
        raise Invalid("object", _("Both have to be in the same show."), "other_show")
    if tie.until_episode is not None and tie.until_episode < tie.from_episode:
        raise Invalid("until_episode", _("A tie cannot end before it begins."), "ends_first")
    tie.show_id = tie.subject.show_id
    check_ahead(tie.show_id, "from_episode", tie.from_episode)
    if tie.kind in BOTH_WAYS and tie.subject_id > tie.object_id:
        tie.subject, tie.object = tie.object, tie.subject
    if tie.reveals is None and tie.from_episode > 1:
        tie.reveals = tie.from_episode
    list(Show.objects.select_for_update().filter(pk=tie.show_id).values_list("pk"))
    if twin := twin_of(tie):
        sentence = _("This tie is here already, from episode %(first)s on.") % {"first": grouped(twin.from_episode)}
        raise Invalid("kind", sentence, "here_already")
    if tie.kind in DESCENT and descends(tie):
        raise Invalid("object", _("By this, somebody would be their own ancestor."), "circle")


def twin_of(tie: Relationship) -> Relationship | None:
    """Another tie of the same kind between the same two in the same episodes."""
    twins = Relationship.objects.filter(subject=tie.subject_id, object=tie.object_id, kind=tie.kind).exclude(pk=tie.pk)
    twins = twins.filter(Q(until_episode__isnull=True) | Q(until_episode__gte=tie.from_episode))
    if tie.until_episode is not None:
        twins = twins.filter(from_episode__lte=tie.until_episode)
    return twins.first()


def descends(tie: Relationship) -> bool:
    """Whether the parent of this tie descends from its child already; one query, whatever the generations."""
    children: dict[int, set[int]] = defaultdict(set)
    ties = Relationship.objects.filter(show=tie.show_id, kind__in=DESCENT).exclude(pk=tie.pk)
    for parent, child in ties.values_list("subject_id", "object_id"):
        children[parent].add(child)
    seen, waiting = set(), {tie.object_id}
    while waiting:
        one = waiting.pop()
        if one == tie.subject_id:
            return True
        seen.add(one)
        waiting |= children[one] - seen
    return False
