from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "portal.outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        if folder := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_in"):
            Path(str(folder)).mkdir(parents=True, exist_ok=True)
        autodiscover_modules("tasks")
