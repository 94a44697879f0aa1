from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "portal.notifications"

    def ready(self) -> None:
        """Let every app say how its alerts look."""
        autodiscover_modules("alerts")
