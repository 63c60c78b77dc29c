"""Django without what an API of three pages does not need: no sessions, no authentication, no middleware."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

_url = urlsplit(os.environ["DATABASE_URL"])
_query = {name: values[0] for name, values in parse_qs(_url.query).items()}

SECRET_KEY = "a benchmark on loopback signs nothing"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["rest_framework", "drf_app"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "drf_app.urls"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.path.lstrip("/"),
        "USER": unquote(_url.username or ""),
        "PASSWORD": unquote(_url.password or ""),
        "HOST": _url.hostname or _query["host"],
        "PORT": _url.port or _query.get("port", "5432"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 1,
            "options": "-c search_path=iwm,extensions -c jit=off",
        },
    }
}
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["drf_app.rendering.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": False,
}
