"""Comments in the admin."""

from django.contrib import admin

from portal.comments.models import Comment
from portal.contributions.admin import ContributionAdmin


@admin.register(Comment)
class CommentAdmin(ContributionAdmin):
    """Comments."""

    list_display = ("public_id", "excerpt", "author", "subject", "state", "effective_reveals", "rank", "created_at")
    list_select_related = ("author", "subject")
