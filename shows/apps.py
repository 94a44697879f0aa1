from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ShowsConfig(AppConfig):
    name = "shows"

    def ready(self) -> None:
        """Let every app of the catalogue register its kinds of rows."""
        autodiscover_modules("entries")
