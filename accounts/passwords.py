"""Passwords: long is enough, guessable is refused, offline."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

LONGEST_MEASURED = 72
LONGEST = 512
WEAKEST_TAKEN = 2


class GuessableValidator:
    """Refuses what zxcvbn can guess in under a hundred million tries (score below 2)."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Check one password against the person's own words.

        Raises:
            ValidationError: when it is too easy to guess, or too long to be typed by anybody.
        """
        if len(password) > LONGEST:
            raise ValidationError(_("%(longest)d characters are enough.") % {"longest": LONGEST}, code="too_long")
        own_words = [str(getattr(user, name, "") or "") for name in ("handle", "email")]
        score = zxcvbn(password[:LONGEST_MEASURED], user_inputs=[word for word in own_words if word])["score"]
        if score < WEAKEST_TAKEN:
            raise ValidationError(
                _("This is too easy to guess. Three or four unrelated words work well."), code="guessable"
            )

    def get_help_text(self) -> str:
        """What the form says below the field."""
        return _("At least 10 characters, and not easy to guess.")
