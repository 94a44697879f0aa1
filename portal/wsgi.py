"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from portal.lib.bodies import Utf8Only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = Utf8Only(get_wsgi_application())
# Somebody waits for what is asked here; commands and workers may take their time.
connections.settings["default"]["PATIENCE"] = connections.settings["default"].get("WEB_PATIENCE")
