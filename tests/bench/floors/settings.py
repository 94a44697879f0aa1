"""A bare Django project: what `startproject` gives, on a database of its own beside the portal's."""

from portal.settings import DATABASES

SECRET_KEY = "only measured"
ALLOWED_HOSTS = ["*"]
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "tests.bench.floors",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tests.bench.floors.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES["default"]["NAME"] = f"{DATABASES['default']['NAME']}_floor"
