"""The portal's own settings for database, broker and worker, with the outbox and the probe as the only apps."""

import os

from portal import settings as portal_settings

vars().update(
    {
        name: value
        for name, value in vars(portal_settings).items()
        if name.startswith(("CELERY_", "DATABASES", "DEFAULT_AUTO", "LOGGING", "SECRET", "TIME_ZONE", "USE_TZ"))
    }
)
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "portal.outbox", "tests.outbox.probe"]
# A sweep every second instead of every five, so that no test waits for the first one after a start.
SWEEP = {"schedule": float(os.environ.get("PROBE_SWEEP_SECONDS", "1"))}
CELERY_BEAT_SCHEDULE = {"sweep-the-outbox": portal_settings.CELERY_BEAT_SCHEDULE["sweep-the-outbox"] | SWEEP}
