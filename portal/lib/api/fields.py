"""Fields of the API that the description would otherwise tell wrongly."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

ON_A_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"


@extend_schema_field({"type": "string", "pattern": ON_A_CLOCK, "example": "20:30:00"})
class ClockField(serializers.TimeField):
    """A time on the clock of some zone that is named beside it: `format: time` would ask for an offset (RFC 3339)."""
