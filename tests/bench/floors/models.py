"""The two rows of a write."""

from django.db import models


class Subject(models.Model):
    replies = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "floors"


class Reply(models.Model):
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE)
    author_id = models.BigIntegerField()
    body = models.TextField()

    class Meta:
        app_label = "floors"
