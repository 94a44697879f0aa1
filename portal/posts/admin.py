"""Posts in the admin."""

from django.contrib import admin

from portal.contributions.admin import AboutInline, ContributionAdmin
from portal.posts.models import Post


@admin.register(Post)
class PostAdmin(ContributionAdmin):
    """Posts."""

    list_filter = (*ContributionAdmin.list_filter, "topic")
    inlines = (AboutInline,)
