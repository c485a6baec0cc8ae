"""All settings, in the order in which a newcomer asks about them. Every variable begins with HEHUO_."""

from pathlib import Path

from hehuo.config import env

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(env.text("HEHUO_VAR", str(ROOT / "var")))
# demo: the five places, one-tap entry. office: a real community. The mark is kept in the database itself, for life.
MODE = env.text("HEHUO_MODE", "demo")
KEYS = env.keys(VAR / MODE / "keys.json")

DEBUG = env.flag("HEHUO_DEBUG")
SECRET_KEY = env.text("HEHUO_SECRET_KEY", KEYS["secret_key"])
FIELD_KEY = env.text("HEHUO_FIELD_KEY", KEYS["field_key"])
ALLOWED_HOSTS = env.words("HEHUO_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
BIND = env.text("HEHUO_BIND", "127.0.0.1")
PORT = env.number("HEHUO_PORT", 8000)
BASE_URL = env.text("HEHUO_BASE_URL", f"http://127.0.0.1:{PORT}")
HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {"default": env.database("HEHUO_DATABASE_URL", VAR / MODE / "hehuo.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # local tables only; a community's rows carry UUIDv7

GROUND = [
    "journal", "threads", "places", "calendar", "people", "access", "consents", "files", "intakes", "rolls", "messages",
    "entry", "errands", "duties", "circles", "forms", "postings", "ledger", "funds", "seals", "spaces", "bookings",
    "admissions", "sessions", "search",
]  # fmt: skip
STOREYS = {
    "ground": GROUND,
    "plan": ["needs", "notes", "visits", "ballots", "surveys", "meetings", "pacts"],
    "build": ["resources", "partners", "recruitment", "timetables", "agreements", "stewards", "projects", "matches"],
    "run": [
        "contributions",
        "exchanges",
        "pricelists",
        "services",
        "fairs",
        "activities",
        "levies",
        "fees",
        "donations",
        "banks",
        "books",
        "clubs",
    ],
    "judge": ["support", "reviews"],
    "share": ["recipes"],
    "insight": ["journeys", "figures", "holdings"],
}
ROOMS = [f"hehuo.domain.{storey}.{room}" for storey, rooms in STOREYS.items() for room in rooms]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    "hehuo.core.db",
    "hehuo.core.jobs",
    *ROOMS,
    "hehuo.web",
    "hehuo.ops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hehuo.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hehuo.web.middleware.ScopeMiddleware",
    "hehuo.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "hehuo.config.urls"
WSGI_APPLICATION = "hehuo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "hehuo" / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "hehuo.web.context.frame",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "hehuo.web.templatetags.hehuo"],
        },
    }
]

# People and passwords
AUTH_USER_MODEL = "access.Account"
LOGIN_URL = "enter"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Money, publication and accounts ask for a second proof; a demo never does.
SECOND_FACTOR = True
# Who sends the codes to phones: console (a demo), http (a gateway of the office's own), or nobody: codes at the desk.
SMS = env.text("HEHUO_SMS", "console" if MODE == "demo" else "")
SMS_URL = env.text("HEHUO_SMS_URL")
SMS_KEY = env.text("HEHUO_SMS_KEY")
# Entering from WeChat (an official account) and WeCom (a company's app): ids and secrets of one's own, or no such door.
# A demo without them has a stand-in of its own.
_STAND_IN = "stand-in" if MODE == "demo" and not env.text("HEHUO_WECHAT_ID") and not env.text("HEHUO_WECOM_ID") else ""
_DOOR = "/stand-in" if _STAND_IN else "https://open.weixin.qq.com"
WECHAT = {
    "id": env.text("HEHUO_WECHAT_ID", _STAND_IN),
    "secret": env.text("HEHUO_WECHAT_SECRET", _STAND_IN),
    "door": _DOOR,
    "api": "stand-in:" if _STAND_IN else "https://api.weixin.qq.com",
}
WECOM = {
    "id": env.text("HEHUO_WECOM_ID", _STAND_IN),
    "secret": env.text("HEHUO_WECOM_SECRET", _STAND_IN),
    "agent": env.text("HEHUO_WECOM_AGENT", _STAND_IN),
    "door": _DOOR,
    "login": "https://login.work.weixin.qq.com",
    "api": "stand-in:" if _STAND_IN else "https://qyapi.weixin.qq.com",
}
# The session travels in a signed cookie: no row is read to know who it is, and an account's epoch ends them all.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True

LOOK_DAYS = env.number("HEHUO_LOOK_DAYS", 183)  # how long the access log is kept; never less than six months by law

# Words and days
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "hehuo" / "locale"]
LANGUAGE_COOKIE_NAME = "hehuo_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FIRST_DAY_OF_WEEK = 1

# What is sent to a browser
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "hehuo" / "web" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / MODE / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = VAR / MODE / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT_BYTES = env.number("HEHUO_UPLOAD_MB", 50) * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "hehuo.core.logs.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("HEHUO_LOG", "WARNING")},
}
