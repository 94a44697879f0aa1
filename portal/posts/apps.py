from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "portal.posts"
