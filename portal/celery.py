"""The Celery app: workers, and the beat that sweeps the outbox."""

import os

from celery import Celery
from celery.loaders.app import AppLoader
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
TRANSPORT_ALIASES["filesystem"] = "portal.outbox.folder:Transport"

OURS_ALONE = 0o077


class Loader(AppLoader):
    """However a worker is started, what it writes are photos and mails."""

    def on_worker_init(self) -> None:
        """Close what is made from here on to everybody else; the pool's children inherit it."""
        os.umask(OURS_ALONE)


app = Celery("adda", loader="portal.celery:Loader")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
