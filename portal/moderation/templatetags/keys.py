"""The keys of the desk."""

from django import template

register = template.Library()
KEYS = {
    "veil": "v", "leave": "a", "remove": "r", "take": "t", "decline": "d",
    "warn": "w", "mute": "m", "suspend": "s",
}  # fmt: skip


@register.filter
def key_of(verb: str) -> str:
    """Name the key that chooses a verb."""
    return KEYS.get(str(verb), "")
