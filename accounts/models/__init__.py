"""Who is here: members, what they tell and agreed to, whom they keep away, and the keys of their programs."""

from accounts.models.blocks import Block
from accounts.models.consents import Consent, Purpose, Wording
from accounts.models.faces import NO_FACE, Audience, Face, face_of
from accounts.models.feed_keys import FeedKey
from accounts.models.members import FOREVER, SECOND_STEPS, Member, MemberQuerySet, Role, Trust, is_newcomer
from accounts.models.profile import CallName, Profile
from accounts.models.tokens import Scope, Token

__all__ = [
    "FOREVER",
    "NO_FACE",
    "SECOND_STEPS",
    "Audience",
    "Block",
    "CallName",
    "Consent",
    "Face",
    "FeedKey",
    "Member",
    "MemberQuerySet",
    "Profile",
    "Purpose",
    "Role",
    "Scope",
    "Token",
    "Trust",
    "Wording",
    "face_of",
    "is_newcomer",
]
