"""What templates ask of a photo that has passed the gate."""

from __future__ import annotations

from django import template

from portal.photos import describing

register = template.Library()
register.filter("alt_text", describing.alt_text)
