"""Make the floors' tables, one member and a session, whose key is printed."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.floors.settings"
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tests.bench.floors.models import Subject  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
member, _ = User.objects.get_or_create(username="asha")
Subject.objects.get_or_create(pk=1)
session = SessionStore()
session[SESSION_KEY] = str(member.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = member.get_session_auth_hash()
session.create()
print(session.session_key)
