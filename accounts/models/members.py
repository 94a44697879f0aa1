"""Members: who they are, what they may, and what restrains them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.handles import check_handle, skeleton
from accounts.models.faces import Audience, Face, face_of

SECOND_STEPS = ("totp", "webauthn")  # as allauth calls them; recovery codes only stand in for one
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)  # so that one comparison with the clock answers for all


class Role(models.IntegerChoices):
    """A ladder: each may do what those below may."""

    FAN = 1, _("Fan")
    CURATOR = 2, _("Curator")
    MODERATOR = 3, _("Moderator")
    OPERATOR = 4, _("Operator")


class Trust(models.IntegerChoices):
    """How well the house knows somebody; what newcomers send waits for a moderator."""

    NEW = 0, _("New here")
    REGULAR = 1, _("Regular")
    TRUSTED = 2, _("Trusted")


def is_newcomer(trust: int | None, role: int | None) -> bool:
    """Whether somebody of this trust and role is not known to the house yet."""
    return trust == Trust.NEW and role == Role.FAN


class MemberQuerySet(models.QuerySet["Member"]):
    """Words for choosing members."""

    def named(self, handle: str) -> MemberQuerySet:
        """The member of this handle, however it is written, whether or not they may still sign in."""
        return self.filter(skeleton=skeleton(handle).replace("\0", " "))  # PostgreSQL takes no NUL

    def called(self, handle: str) -> MemberQuerySet:
        """The member of this handle, however it is written."""
        return self.named(handle).filter(is_active=True)

    def findable(self) -> MemberQuerySet:
        """Those who may be listed where strangers look for people: nobody under 18."""
        return self.filter(is_active=True, is_minor=False)

    def moderators(self) -> MemberQuerySet:
        """Those who may decide cases."""
        shut_out = Q(suspended_until__gt=timezone.now())
        return self.filter(role__gte=Role.MODERATOR, is_active=True).exclude(shut_out)


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]
    """Makes members; the skeleton follows from the handle."""

    def create_user(self, handle: str, email: str, password: str | None = None, **fields: Any) -> Member:
        """A new member, saved.

        Raises:
            IntegrityError: when the handle, or one that looks like it, is taken.
        """
        member: Member = self.model(handle=handle, skeleton=skeleton(handle), email=email, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, handle: str, email: str, password: str | None = None, **fields: Any) -> Member:
        """An operator."""
        return self.create_user(handle, email, password, role=Role.OPERATOR, **fields)


class Member(AbstractBaseUser):
    """Somebody with a seat: a fan, a curator, a moderator or an operator."""

    handle = models.CharField(_("name fans will see"), max_length=30, unique=True, validators=[check_handle])
    skeleton = models.CharField(max_length=60, unique=True, editable=False)
    email = models.EmailField(_("email"), max_length=254, db_index=True)
    language = models.CharField(_("language"), max_length=5, choices=[("en", "English"), ("hi", "हिन्दी")], default="en")
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.FAN)
    trust = models.PositiveSmallIntegerField(_("trust"), choices=Trust, default=Trust.NEW)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_minor = models.BooleanField(_("under 18, with a parent or guardian"), default=False)
    muted_until = models.DateTimeField(_("may read, not write, until"), null=True, blank=True, editable=False)
    muted_for = models.CharField(max_length=11, blank=True, default="", editable=False)
    suspended_until = models.DateTimeField(_("may not sign in until"), null=True, blank=True, editable=False)
    suspended_for = models.CharField(max_length=11, blank=True, default="", editable=False)
    picture = models.CharField(max_length=32, blank=True, default="", editable=False)
    picture_for = models.CharField(max_length=1, choices=Audience, default=Audience.EVERYBODY, editable=False)
    picture_down_for = models.CharField(max_length=11, blank=True, default="", editable=False)
    seat_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    is_demo = models.BooleanField(_("made up for the demo"), default=False)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["email"]

    objects: ClassVar[MemberManager] = MemberManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture"], condition=~Q(picture=""), name="a_picture_is_one_members")
        ]

    def __str__(self) -> str:
        return self.handle

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens for them."""
        return self.role >= Role.CURATOR

    @property
    def is_superuser(self) -> bool:
        """What Django's own code asks of operators."""
        return self.role >= Role.OPERATOR

    @cached_property
    def role_rests(self) -> bool:
        """Whether their role waits for a second step, as that of moderators and operators does where the operator wants
        one. Asked once for each copy of the row, and only of those it concerns."""
        if not settings.REQUIRE_SECOND_FACTOR or self.role < Role.MODERATOR:
            return False
        return not self.authenticator_set.filter(type__in=SECOND_STEPS).exists()

    @property
    def face(self) -> Face:
        """The picture that others see of them, if any; themselves too, wherever others see them."""
        return face_of(self.picture, self.picture_for, self.picture_down_for, self.is_minor, self.is_newcomer)

    @property
    def is_newcomer(self) -> bool:
        """Whether the house does not know them yet; those who keep it are never new."""
        return is_newcomer(self.trust, self.role)

    @property
    def is_muted(self) -> bool:
        """Whether they may read and not write now; it ends by the clock."""
        return self.muted_until is not None and self.muted_until > timezone.now()

    @property
    def is_suspended(self) -> bool:
        """Whether they may not sign in now; it ends by the clock."""
        return self.suspended_until is not None and self.suspended_until > timezone.now()

    @property
    def moderates(self) -> bool:
        """Whether they may decide cases."""
        return self.is_active and self.role >= Role.MODERATOR and not self.role_rests

    @property
    def curates(self) -> bool:
        """Whether they may edit the catalogue."""
        return self.is_active and self.role >= Role.CURATOR and not self.role_rests

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """Django's question, answered by the ladder; curators edit the catalogue, moderators see cases and talk."""
        if not self.is_active:
            return False
        return self.is_superuser or perm.split(".", maxsplit=1)[0] in APPS_BY_ROLE.get(self.role, ())

    def has_perms(self, perms: list[str], obj: object | None = None) -> bool:
        """All of `perms`."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the admin lists the app."""
        return self.is_active and (self.is_superuser or app_label in APPS_BY_ROLE.get(self.role, ()))


APPS_BY_ROLE = {
    Role.CURATOR: ("shows", "cast", "curation"),
    Role.MODERATOR: ("shows", "cast", "curation", "moderation", "contributions", "posts", "comments", "photos"),
}
