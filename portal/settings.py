"""Django's settings; what differs between machines is in `environment.py`."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF

from . import environment, logs, serveraddresses

ENV = environment.read()
BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENV.trusted_origins
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

INSTALLED_APPS = [
    "portal",
    "filing",
    "mediation",
    "evaluation",
    "metrics",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.health.middleware.MeasureMiddleware",
    "portal.logs.RequestLogMiddleware",
    "portal.people.middleware.KeepingSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.people.middleware.SignInRequiredMiddleware",
    "portal.workflow_middleware.TooLateMiddleware",
    "portal.wrong_method.WrongMethodMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.frame",
            ],
            "builtins": [
                "portal.templatetags.songting",
                "portal.templatetags.figures",
                "portal.templatetags.subjects",
                "portal.templatetags.terms",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "portal.rendering.FormRenderer"

DATABASES = {"default": serveraddresses.as_django(ENV.database_url)}
CACHES = {
    "default": {
        "BACKEND": "portal.caching.ForgetfulCache",
        "LOCATION": ENV.redis_url,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},  # seconds; a page must not wait for it
    }
}

AUTH_USER_MODEL = "portal.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {"NAME": "portal.people.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
# The same of a bare address in the same time, whatever the names: many because a whole court may stand behind one.
ADDRESS_FAILURE_LIMIT = 60
AXES_HANDLER = "portal.people.locks.Handler"
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "portal/people/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the lock ends when the page said it would
AXES_USERNAME_CALLABLE = "portal.people.locks.counted_name"
AXES_CLIENT_IP_CALLABLE = "portal.people.addresses.client_address"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in is in the audit
SECOND_STEP_ROLES = frozenset(ENV.second_step_roles)
OIDC_ISSUER = ENV.oidc_issuer
OIDC_CLIENT_ID = ENV.oidc_client_id
OIDC_CLIENT_SECRET = ENV.oidc_client_secret
OIDC_NAME = ENV.oidc_name
OIDC_USERNAME_CLAIM = ENV.oidc_username_claim
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home"

SESSION_ENGINE = "portal.people.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.pages.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_SSL_REDIRECT = False  # the proxy does it
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Django bounds what a form may carry in memory; registers are read from a file on disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
REGISTER_MAX_BYTES = 64 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("ko", "조선말"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ENV.static_root
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.assets.NodeFinder",
]
NODE_FILES = {"vendor/echarts.min.js": "echarts/dist/echarts.min.js"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.assets.HashedStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

CELERY_BROKER_URL = ENV.redis_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# The plan's rhythm: counted daily, urged weekly, dispatched monthly; refreshed through the day.
CELERY_BEAT_SCHEDULE = {
    "refresh-figures": {
        "task": "metrics.rollup.tasks.refresh_figures",
        "schedule": ENV.refresh_seconds,
        "options": {"expires": max(ENV.refresh_seconds, 1)},
    },
    # Every ten minutes, so that a correction in many steps becomes a few versions and not hundreds.
    "restate": {"task": "metrics.rollup.tasks.restate", "schedule": crontab(minute="*/10")},
    "daily-count": {"task": "metrics.rollup.tasks.daily_count", "schedule": crontab(minute="*/10")},
    "weekly-urge": {"task": "metrics.rollup.tasks.weekly_urge", "schedule": crontab(minute="*/10")},
    "monthly-dispatch": {"task": "metrics.rollup.tasks.monthly_dispatch", "schedule": crontab(minute="*/10")},
    "resume-imports": {"task": "metrics.registers.tasks.resume_imports", "schedule": 60.0},
    "invite-to-rate": {"task": "evaluation.ratings.tasks.invite_to_rate", "schedule": 120.0},
    "recount-limits": {"task": "portal.calendar.tasks.recount_limits", "schedule": crontab(minute=1)},
    # The limit ends with the day; every hour, so that a night without a worker is made up for in the morning.
    "docket-expired": {"task": "filing.review.tasks.docket_expired", "schedule": crontab(minute=5)},
    "seal-audit": {"task": "portal.audit.tasks.seal_audit", "schedule": 10.0},
    "forget-sessions": {
        "task": "portal.people.tasks.forget_expired_sessions",
        "schedule": crontab(hour=3, minute=20),
    },
    "make-partitions": {"task": "portal.tasks.make_event_partitions", "schedule": crontab(hour=3, minute=0)},
}

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": ENV.throttle_anonymous},
    "NUM_PROXIES": ENV.proxies,
    "EXCEPTION_HANDLER": "portal.publicapi.answer_error",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Songting 松庭",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.publicapi.with_first_things_first",
    ],
}

LOGGING_CONFIG = None
logs.configure(ENV.log_level)

PROXIES = ENV.proxies
METRICS_TOKEN = ENV.metrics_token
PERSONAL_DATA_KEYS = ENV.personal_data_keys
BLIND_INDEX_KEY = ENV.blind_index_key
DISTRICT_NAME = ENV.district_name
DIVERSION_READING = ENV.diversion_reading
DIVERSION_TARGET = "0.6000"  # 延林中法〔2022〕21号 二
RANKING = ENV.ranking
OFFICE_HOURS = ENV.office_hours
CORRECTION_DAYS_AT_MOST = ENV.correction_days_at_most
MEDIATION_DAYS_AT_MOST = ENV.mediation_days_at_most
STATISTICAL_YEAR_STARTS = ENV.statistical_year_starts
MEDIATION_TYPE_CODE = ENV.mediation_type_code
FAVOURABLE_FROM = ENV.favourable_from
FEE_VALUES_FILE = ENV.fee_values_file
WAGES_FILE = ENV.wages_file
