"""Run as a program: ask for probe work as a web process would, and say how long the caller was kept."""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from portal.outbox.actions import enqueue  # noqa: E402

began = time.monotonic()
with transaction.atomic():
    for number in range(1, int(sys.argv[1]) + 1):
        enqueue("probe.mark" if number % 2 else "probe.mark_slowly", {"number": number})
sys.stdout.write(str(time.monotonic() - began))
