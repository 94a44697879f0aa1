"""Settings, every value an operator may change read through `env.py`; who comes in and how stands in `ways_in.py`."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.env import BASE_DIR, DATA_DIR, env, required, secret_key
from portal.lib.logs import logging_to_console
from portal.outbox.rhythm import Every, going_round
from portal.ways_in import *  # noqa: F403
from portal.ways_in import SECURE, SITE_URL

SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = env.bool("DJANGO_DEBUG", False)
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "*").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "portal.outbox",
    "portal.search",
    "accounts",
    "shows",
    "portal.cast",
    "portal.contributions",
    "portal.notifications",
    "portal.moderation",
    "portal.reactions",
    "portal.comments",
    "portal.photos",
    "portal.posts",
    "portal.curation",
    "portal.pages",
]

MIDDLEWARE = [
    "portal.lib.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "portal.lib.csp.OnePolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.lib.bodies.BodiesMiddleware",
    "portal.pages.cache.GuestPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.lib.conditional.ConditionalGet",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AccountPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.contributions.middleware.ViewpointMiddleware",
    "accounts.middleware.SecondStepFirst",
    "portal.pages.errors.RefusalMiddleware",
    "portal.pages.limits.WriteLimit",
    "shows.middleware.FormerAddresses",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.masthead",
            ],
            "builtins": ["portal.lib.templatetags.adda"],
        },
    }
]

SQLITE = f"sqlite:///{DATA_DIR / 'adda.sqlite3'}"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", SQLITE)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # synchronous=FULL: NORMAL loses acknowledged rows at a power cut; IMMEDIATE: no lock upgrade to fail on.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", 5000)
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS}",
    }
    # Seconds a web process waits for an answer: a server that hangs keeps to no timeout of its own.
    DATABASES["default"]["WEB_PATIENCE"] = STATEMENT_TIMEOUT_MS * 0.0009 or None
    DATABASES["default"]["ENGINE"] = "portal.lib.postgres"
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds; opening SQLite and its pragmas cost more than a page
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.str("CACHE_URL", "")
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "portal.lib.rediscache.RedisCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "adda_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

CELERY_BROKER_URL = env.str("BROKER_URL", "filesystem://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Nothing of beat's is worth keeping: a schedule on disk can only be torn by a kill or confused by a clock set back.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 1  # seconds beat needs at most to notice that it should stop
CELERY_TIMEZONE = "Asia/Kolkata"
CELERY_BEAT_SCHEDULE = {
    "sweep-the-outbox": {"task": "portal.outbox.tasks.sweep", "schedule": Every(5), "options": {"expires": 5}},
    "sweep-the-photos": going_round("photos.sweep", every=600),
    "let-trust-grow": going_round("moderation.rise", every=86_400),
    "tell-what-has-aired": going_round("notifications.look_round", every=1800),
    "forget-what-is-done": going_round("outbox.forget_the_old", every=86_400),
    "send-daily-mails": going_round("notifications.digests", every=300),
}
if CELERY_BROKER_URL == "filesystem://":
    BROKER_DIR = DATA_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.2,
        "store_processed": False,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # its messages to workers long gone would pile up as files
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 60,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
    }

SUSPENDED_URL = "moderation:standing"  # where whoever is suspended reads why
# Seconds in which a moderator can take a decision back, and before which nobody is told of it.
UNDO_SECONDS = env.int("UNDO_SECONDS", 60)

REST_KNOX = {"TOKEN_MODEL": "accounts.Token", "TOKEN_TTL": None, "AUTO_REFRESH": False}
REST_KNOX |= {"TOKEN_PREFIX": "adda_", "AUTH_HEADER_PREFIX": "Bearer"}
KNOX_TOKEN_MODEL = "accounts.Token"
# Its migrations make a table for the model that ours replaces; PostgreSQL could not empty accounts_member then.
MIGRATION_MODULES = {"knox": None}
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "portal.lib.api.schema.ProblemSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.lib.api.parsing.TextParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerToken",
        "accounts.authentication.AppSession",
        "accounts.authentication.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.authentication.HasScope"],
    "EXCEPTION_HANDLER": "portal.lib.api.problems.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Adda",
    "DESCRIPTION": "The Adda's catalogue, talk, photos and moderation. Everything is read at your own horizon.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"row": int, "episode": int},
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "CoveredEnum": [(True, True)],
        "UncoveredEnum": [(False, False)],
        "AudienceEnum": ["E", "M", "N"],
        "FeelingEnum": ["dil", "wah", "aansu", "haha", "gussa"],
        "SanctionEnum": ["warn", "mute", "suspend"],
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("hi", _("Hindi"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale_vendor"]
TIME_ZONE = "Asia/Kolkata"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.lib.staticfiles.ModuleManifestStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "portal.photos.receiving.OnlySoMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
PHOTO_MAX_BYTES = env.int("PHOTO_MAX_BYTES", 25 * 1024 * 1024)
PHOTO_MAX_PIXELS = env.int("PHOTO_MAX_PIXELS", 40_000_000)
# Refused within two seconds on a machine like ours; a slow one needs more for the same good photos.
PHOTO_CPU_SECONDS = env.float("PHOTO_CPU_SECONDS", 1.6)
PHOTO_WAIT_SECONDS = env.float("PHOTO_WAIT_SECONDS", 8)

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Adda <adda@{urlsplit(SITE_URL).hostname}>")
HELP_EMAIL = env.str("HELP_EMAIL", "") or parseaddr(DEFAULT_FROM_EMAIL)[1]
if env.str("EMAIL_URL", ""):
    vars().update(env.dj_email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
# An address that names no timeout says None, and a server that never answers would hold the worker for ever.
EMAIL_TIMEOUT = vars().get("EMAIL_TIMEOUT") or 10

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
# Whoever watches over the process asks it directly, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
CSRF_FAILURE_VIEW = "portal.pages.errors.csrf_failure"

METRICS_TOKEN = env.str("METRICS_TOKEN", "")
LOGGING = logging_to_console(env.str("LOG_LEVEL", "WARNING"), form=env.str("LOG_FORMAT", "line"))
