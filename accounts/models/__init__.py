"""Who is here: members, what they tell and agreed to, whom they keep away, and the keys of their programs."""

from accounts.models.blocks import Block
from accounts.models.consents import Consent, Purpose, Wording
from accounts.models.members import FOREVER, SECOND_STEPS, Member, MemberQuerySet, Role, Trust
from accounts.models.profile import Audience, Profile
from accounts.models.tokens import Scope, Token

__all__ = [
    "FOREVER",
    "SECOND_STEPS",
    "Audience",
    "Block",
    "Consent",
    "Member",
    "MemberQuerySet",
    "Profile",
    "Purpose",
    "Role",
    "Scope",
    "Token",
    "Trust",
    "Wording",
]
