from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "portal.search"

    def ready(self) -> None:
        """Let every app register what of it can be found."""
        autodiscover_modules("findable")
