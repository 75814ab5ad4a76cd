"""Django settings; what differs between installations comes from `environment`.

Rooms of `web` never import `config`: they read `django.conf.settings`. The open statistics system
(packs, store, publisher) is `settings.SYSTEM()`.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from uratibu.config import environment
from uratibu.config.system import get_system

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
HOME = Path(os.environ.get("URATIBU_HOME") or "var").resolve()
PACKS = Path(os.environ.get("URATIBU_PACKS") or ROOT / "packs").resolve()
PACK = os.environ.get("URATIBU_PACK") or "ke"
SYSTEM = get_system
HEARD = "uratibu.web.progress.queries.heard"
"""What was last reported on plans; the plans stand below the returns and cannot import them."""
DUTY_SOURCES = ("uratibu.web.progress.queries.due.duties",)
"""What adds to the calendar of a plan: functions of the plan (core) that give duties."""
POLICY_FILE = SOURCE / "config" / "policy.yaml"

DEMO = environment.is_on("URATIBU_DEMO")
DEBUG = environment.is_on("URATIBU_DEBUG")
HTTPS = environment.is_on("URATIBU_HTTPS")
SECRET_KEY = environment.secret_key(HOME)
ALLOWED_HOSTS = environment.words("URATIBU_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "csp",
    "uratibu.design",
    "uratibu.web.audit",
    "uratibu.web.accounts",
    "uratibu.web.institutions",
    "uratibu.web.datasets",
    "uratibu.web.lineage",
    "uratibu.web.norms",
    "uratibu.web.plans",
    "uratibu.web.progress",
    "uratibu.web.reports",
    "uratibu.web.portal",
    "uratibu.web.desk",
]

MIDDLEWARE = [
    "uratibu.config.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "uratibu.config.static.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "uratibu.config.sessions.SessionLimits",
    "uratibu.config.enforce.Policy",
]

ROOT_URLCONF = "uratibu.config.urls"
WSGI_APPLICATION = "uratibu.config.wsgi.application"
ASGI_APPLICATION = "uratibu.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "uratibu.config.context.setup",
            ],
        },
    },
]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Markup of the large tables, in each process, until the stamp in its key changes or ten minutes
# passed. A table of every norm by every county weighs a megabyte, so few are held.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "markup": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "markup",
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sw", _("Swahili"))]
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["uratibu.config.formats"]
TIME_ZONE = os.environ.get("URATIBU_TIME_ZONE") or "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "uratibu.config.static.CollectedFiles"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
UPLOAD_LIMIT_BYTES = 100_000_000
FILE_UPLOAD_HANDLERS = [
    "uratibu.config.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:index"
SITE_URL = environment.words("URATIBU_SITE", "http://127.0.0.1:8000")[0].rstrip("/")
EMAIL_BACKEND = (
    os.environ.get("URATIBU_EMAIL_BACKEND") or "django.core.mail.backends.console.EmailBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("URATIBU_EMAIL_FROM") or "uratibu@localhost"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
PASSWORD_HASHERS = ["uratibu.config.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST_SECONDS = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
