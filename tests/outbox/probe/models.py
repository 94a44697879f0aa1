"""What a probe job leaves behind; deliberately not unique, so that work done twice shows."""

from django.db import models


class Mark(models.Model):
    number = models.IntegerField()
    pid = models.IntegerField()
