from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ContributionsConfig(AppConfig):
    name = "portal.contributions"

    def ready(self) -> None:
        """Let every content app register its kinds."""
        autodiscover_modules("kinds")
