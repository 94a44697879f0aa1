from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "portal.curation"
