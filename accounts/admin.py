"""Members in the admin: operators give roles and trust, and close or open the door; nobody edits words or passwords."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.actions import drop_factors, end_session, place, say_age
from accounts.keys import BY_LINK
from accounts.models import Block, Consent, Member, Profile
from portal.lib.admin import LedFrom, ReadOnlyAdmin
from portal.lib.verdicts import Refused

for theirs in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(theirs)
admin.site.unregister(Group)  # a ladder gives rights here, no groups


@admin.register(Member)
class MemberAdmin(LedFrom):
    """Members."""

    list_display = ("handle", "role", "trust", "language", "is_active", "muted_until", "suspended_until", "joined_at")
    list_filter = ("role", "trust", "is_active", "is_minor", "is_demo", "suspended_until", "muted_until")
    search_fields = ("handle", "email")
    ordering = ("-joined_at",)
    fields = (
        "handle", "email", "language", "role", "trust", "is_active", "is_minor", "muted_until", "suspended_until",
        "joined_at", "last_login", "at_the_desk",
    )  # fmt: skip
    readonly_fields: ClassVar = (
        "handle", "email", "language", "is_minor", "muted_until", "suspended_until", "joined_at", "last_login",
        "at_the_desk",
    )  # fmt: skip
    actions = ("take_factors_off", "say_under_18", "say_of_age")

    @admin.action(description=_("Take their second steps off: they have lost them"))
    def take_factors_off(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """For those who asked for help; each is told by mail."""
        try:
            for member in members.order_by("pk"):
                drop_factors(member, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal.verdict.reason))

    @admin.action(description=_("Say that they are under 18"))
    def say_under_18(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """They are found by nobody from now on."""
        self._say_age(request, members, minor=True)

    @admin.action(description=_("Say that they are 18 or older"))
    def say_of_age(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """For those who have shown it."""
        self._say_age(request, members, minor=False)

    def _say_age(self, request: HttpRequest, members: QuerySet[Member], *, minor: bool) -> None:
        try:
            for member in members.order_by("pk"):
                say_age(member, minor=minor, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal.verdict.reason))

    @admin.display(description=_("desk"))
    def at_the_desk(self, member: Member) -> str:
        """What those who moderate know of them; sanctions are imposed there."""
        page = reverse("moderation:member", args=[member.handle])
        return format_html('<a href="{}">{}</a>', page, _("Open at the desk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People join, or come by `manage.py make_member`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """People leave by themselves, and decide what becomes of their words."""
        return False

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        """One action; a refusal is said on the page."""
        try:
            place(obj, by=request.user, role=obj.role, trust=obj.trust, may_sign_in=obj.is_active)
        except Refused as refusal:
            messages.error(request, str(refusal.verdict.reason))


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Who has set up which second step and when; never its secret."""

    list_display = fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__handle",)
    ordering = ("-created_at",)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    """Which address belongs to whom, and whether they have confirmed it; only they change it."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__handle")
    ordering = ("-pk",)


@admin.register(UserSession)
class SessionAdmin(ReadOnlyAdmin):
    """The browsers members are signed in with; operators may sign one out for somebody who has lost it."""

    list_display = ("user", "created_at", "ip", "user_agent")
    list_filter = ("created_at",)
    list_select_related = ("user",)
    search_fields = ("user__handle", "ip", "user_agent")
    ordering = ("-created_at", "-pk")
    fields = readonly_fields = ("user", "created_at", "ip", "user_agent", "began")
    actions = ("sign_out",)

    @admin.display(description=_("how it began"))
    def began(self, session: UserSession) -> str:
        """Whether by a one-time link, such as the command line gives."""
        return str(_("by a one-time link")) if session.data.get("began") == BY_LINK else ""

    @admin.action(description=_("Sign the selected browsers out"), permissions=["view"])
    def sign_out(self, request: HttpRequest, chosen: QuerySet[UserSession]) -> None:
        """One action each."""
        for session in chosen.select_related("user"):
            end_session(session.pk, by=session.user)


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """Who agreed to which text and when."""

    list_display = ("member", "purpose", "wording", "given_at", "withdrawn_at")
    list_filter = ("purpose",)
    list_select_related = ("member", "wording")
    search_fields = ("member__handle",)
    ordering = ("-given_at",)
    fields = ("member", "purpose", "language", "text", "fingerprint", "given_at", "withdrawn_at")
    readonly_fields: ClassVar = ("language", "text", "fingerprint")

    @admin.display(description=_("language"))
    def language(self, consent: Consent) -> str:
        """Of the text."""
        return consent.wording.language

    @admin.display(description=_("text"))
    def text(self, consent: Consent) -> str:
        """Word for word."""
        return consent.wording.text

    @admin.display(description=_("fingerprint (SHA-256)"))
    def fingerprint(self, consent: Consent) -> str:
        """Of the text in its language."""
        return consent.wording.digest


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    """Who keeps whom away: theirs alone to change, but an operator who is asked for help can look."""

    list_display = ("member", "kind", "other", "created_at")
    list_filter = ("kind",)
    search_fields = ("member__handle", "other__handle")
    list_select_related = ("member", "other")
    ordering = ("-created_at",)


@admin.register(Profile)
class ProfileAdmin(ReadOnlyAdmin):
    """What members tell of themselves, for whoever is asked about a name that breaks a rule."""

    list_display = ("member", "name", "name_hi", "names_for", "about_for", "shows_for")
    list_filter = ("names_for", "about_for", "shows_for")
    search_fields = ("member__handle", "name", "name_hi")
    list_select_related = ("member",)
    ordering = ("-member_id",)
