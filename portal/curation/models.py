"""Edits to the catalogue: what somebody proposes, what was asked about it, and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.cast.models import gate
from portal.lib.ids import public_id
from portal.lib.keys import digest_of
from shows.catalogue import EntryKind, entry_kind
from shows.models import Show
from shows.spoilers import Viewpoint

MOST_WORDS = 2000


class State(models.TextChoices):
    """Where an edit stands between its author and the catalogue."""

    OPEN = "O", _("Waiting for a curator")
    ASKED = "Q", _("A curator has asked something")
    ACCEPTED = "A", pgettext_lazy("an edit", "Taken")
    REJECTED = "R", _("Not taken")
    WITHDRAWN = "W", _("Withdrawn by its author")
    REVERTED = "V", _("Taken back")


UNDECIDED = (State.OPEN, State.ASKED)


class ProposalQuerySet(models.QuerySet[Any]):
    """Words for choosing edits."""

    def undecided(self) -> Self:
        """Those no curator has decided, whether or not one has asked something."""
        return self.filter(state__in=UNDECIDED)

    def waiting(self) -> Self:
        """The queue: those that wait for a curator."""
        return self.filter(state=State.OPEN)

    def done(self) -> Self:
        """The history: those that changed the catalogue, taken back since or not."""
        return self.filter(done_at__isnull=False)

    def told_to(self, viewpoint: Viewpoint) -> Self:
        """Those of which nothing was past the reader's horizon at the time; what holds now is asked of the rows."""
        return self.filter(gate(viewpoint, "show"))

    def with_people(self) -> Self:
        """With everybody a line names."""
        return self.select_related("show", "author", "decided_by", "undoes", "undone_by")


class Proposal(models.Model):
    """One edit of one row of the catalogue: proposed, or done. The done ones are the catalogue's history.

    `target` is the row's id, kept when the row is gone; None while it is new. `base` holds the row's values when the
    edit was proposed, `values` only the changed fields as they shall be, `before` and `after` all values around the
    moment it was done (None where there was no row). `base` is what its author was shown, which may be less than there
    was. `reveals` is the highest of all that was before and after; of the row's end only when that has changed.
    """

    class Verb(models.TextChoices):
        ADD = "A", _("New entry")
        CHANGE = "C", _("Change")
        REMOVE = "R", _("Entry taken out")

    public_id = models.CharField(max_length=11, unique=True, default=public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=20)
    target = models.PositiveBigIntegerField(_("row"), null=True, blank=True)
    show = models.ForeignKey(Show, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals")
    verb = models.CharField(_("what it does"), max_length=1, choices=Verb, default=Verb.CHANGE)
    state = models.CharField(_("state"), max_length=1, choices=State, default=State.OPEN)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    base = models.JSONField(_("as it was when proposed"), default=dict)
    values = models.JSONField(_("as it shall be"), default=dict)
    sources = models.JSONField(_("sources"), default=list)
    comment = models.TextField(_("comment"), blank=True)
    reveals = models.PositiveIntegerField(_("reveals episode"), default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)
    done_at = models.DateTimeField(_("in the catalogue since"), null=True, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undone_by")
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)
    idempotency_digest = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField(_("proposed"))

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        indexes: ClassVar = [
            models.Index(fields=["state", "created_at", "id"], name="proposals_oldest_first"),
            models.Index(fields=["author", "-created_at", "-id"], name="proposals_of_a_member"),
            models.Index(fields=["-done_at", "-id"], name="history_order"),
            models.Index(fields=["show", "-done_at", "-id"], name="history_of_a_show"),
            models.Index(fields=["kind", "target", "-done_at", "-id"], name="history_of_a_row"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], condition=~Q(idempotency_key=""), name="one_proposal_per_key"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False, state__in="AV") | Q(done_at__isnull=True, state__in="OQRW"),
                name="what_was_taken_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target or ''} {self.public_id}"

    def get_absolute_url(self) -> str:
        """The edit's page."""
        return reverse("curation:proposal", args=[self.public_id])

    @property
    def sort(self) -> EntryKind:
        """The kind of its row."""
        return entry_kind(self.kind)

    @property
    def wording(self) -> str:
        """A short digest of what its author wants and who says so: it changes when they amend it."""
        said = {"verb": self.verb, "values": self.values, "sources": self.sources}
        return digest_of(self.public_id, said)

    @property
    def is_undecided(self) -> bool:
        """Whether a curator may still decide it."""
        return self.state in UNDECIDED


class Remark(models.Model):
    """What a curator asks about an edit, and what its author answers; for the two sides alone."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("words"))
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return f"{self.proposal} {self.created_at}"
