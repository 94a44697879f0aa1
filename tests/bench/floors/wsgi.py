"""The floors as gunicorn serves them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.floors.settings"
application = get_wsgi_application()
