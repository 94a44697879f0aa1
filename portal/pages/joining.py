"""Taking a seat: what joining asks beside the name, the address and the password."""

from __future__ import annotations

from typing import Any

from django import forms


class JoinFields(forms.Form):
    """Which shows one watches and how far."""

    def signup(self, request: Any, user: Any) -> None:
        """Called by allauth once the member is saved."""
