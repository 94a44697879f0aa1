"""The Celery app: workers, and the beat that sweeps the outbox."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
TRANSPORT_ALIASES["filesystem"] = "portal.outbox.folder:Transport"

app = Celery("adda")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
