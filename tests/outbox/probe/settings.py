"""The portal's own settings for database, broker and worker, with the outbox and the probe as the only apps."""

import os

from portal import settings as portal_settings
from portal.outbox.rhythm import Every

vars().update(
    {
        name: value
        for name, value in vars(portal_settings).items()
        if name.startswith(("CELERY_", "DATABASES", "DEFAULT_AUTO", "LOGGING", "SECRET", "TIME_ZONE", "USE_TZ"))
    }
)
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "portal.outbox", "tests.outbox.probe"]
# Seldom enough to tell a nudge from a sweep; the first comes at once.
SWEEP = {"schedule": Every(float(os.environ.get("PROBE_SWEEP_SECONDS", "5")))}
CELERY_BEAT_SCHEDULE = {"sweep-the-outbox": portal_settings.CELERY_BEAT_SCHEDULE["sweep-the-outbox"] | SWEEP}
