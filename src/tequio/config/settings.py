"""Django's settings. Each choice that an installation makes comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tequio.config import cache, database, environment, logs, mail, oidc, sign_in, sms, storages

BASE = Path(__file__).resolve().parent.parent
DATA_DIR = environment.files_dir()

DEBUG = environment.flag("DEBUG")
DEMONSTRATION = environment.demonstration()
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.listing("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listing("ORIGINS")
HTTPS = environment.flag("HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "tequio.foundation.accounts",  # before allauth: our templates stand in front of its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *oidc.APPS,
    "procrastinate.contrib.django",
    "tequio.foundation.web",
    "tequio.foundation.jobs",
    "tequio.foundation.audit",
    "tequio.foundation.files",
    "tequio.foundation.territory",
    "tequio.foundation.taxonomies",
    "tequio.foundation.identity",
    "tequio.foundation.messaging",
    "tequio.foundation.restdays",
    "tequio.foundation.certificates",
    "tequio.foundation.loads",
    "tequio.publishing.opendata",
    "tequio.participation.discussion",
    "tequio.participation.meetings",
    "tequio.participation.forums",
    "tequio.participation.editions",
    "tequio.participation.proposals",
    "tequio.participation.feasibility",
    "tequio.participation.ballots",
    "tequio.accountability.plans",
    "tequio.accountability.projects",
    "tequio.accountability.contracting",
    "tequio.accountability.alerts",
    "tequio.frontdoors.site",
    "tequio.frontdoors.office",
    "tequio.frontdoors.dashboards",
    "tequio.frontdoors.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tequio.participation.ballots.views.urna.SlotMiddleware",  # ballots, before anything reads a cookie
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tequio.foundation.web.middleware.PermissionsPolicyMiddleware",
    "tequio.foundation.web.middleware.MethodsMiddleware",
    "tequio.participation.ballots.views.nameless.NamelessMiddleware",  # before anything reads a cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tequio.foundation.web.middleware.PendingMiddleware",
    "tequio.foundation.web.middleware.DomainErrorMiddleware",
    "tequio.foundation.identity.views.middleware.IdentityMiddleware",
]

ROOT_URLCONF = "tequio.config.urls"
WSGI_APPLICATION = "tequio.config.wsgi.application"
# What answers before Django does, for what thousands ask at once: each takes the application behind it.
BEFORE_DJANGO = ["tequio.participation.forums.views.stream.in_front_of"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tequio.foundation.web.context.site",
            ],
        },
    }
]

FORM_RENDERER = "tequio.foundation.web.forms.FormRenderer"
CSRF_FAILURE_VIEW = "tequio.foundation.web.views.csrf_failure"

DATABASES = {"default": database.settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
SOCIALACCOUNT_PROVIDERS = oidc.PROVIDERS
OIDC = {"id": oidc.PROVIDER, "name": oidc.NAME} if oidc.URL else None
SOCIALACCOUNT_ADAPTER = "tequio.foundation.accounts.adapters.providers.ProviderAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "tequio.foundation.accounts.forms.sign_up.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "tequio.foundation.accounts.adapters.allauth.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_FORMS = sign_in.ACCOUNT_FORMS
MFA_FORMS = sign_in.MFA_FORMS
# Rate limits count by address: behind proxies, the one that they report. As many as stand before the server.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", 1 if HTTPS else 0)
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
MFA_ADAPTER = "tequio.foundation.accounts.adapters.allauth.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on localhost alone
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
# Who a visitor may be with one touch, in a demonstration only: the cast of config/demo/factories/accounts.py.
DEMONSTRATION_PEOPLE = [
    f"{name}@tequio.example" for name in ("ana", "beto", "caro", "dani", "pia", "aurora", "eva")
]

# The role matrix: what each role may do, on one screen (config/roles.py).
ROLE_MATRIX = "tequio.config.roles.MATRIX"
# The module that says who may come in, for the contexts that stand below it (foundation/web/access.py).
ACCESS = "tequio.foundation.accounts.permissions"

# From which the keys of the ballot boxes derive; never kept in the database. Empty: from SECRET_KEY.
BOX_KEY = environment.text("BOX_KEY")

# How the municipality calls itself until its office says so on the page of appearance.
MUNICIPALITY = environment.text("MUNICIPALITY", "Valle de Tequio")
TAGLINE = environment.text("TAGLINE", "Presupuesto participativo")

# Tiles under the interactive map, as https://…/{z}/{x}/{y}.png. Empty: the map is drawn with our own geography.
MAP_TILES = environment.text("MAP_TILES")
MAP_ATTRIBUTION = environment.text("MAP_ATTRIBUTION")

LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", _("español")), ("en", _("inglés"))]
LOCALE_PATHS = [BASE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "America/Mexico_City")
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.text("STATIC_ROOT") or DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = storages.settings()
CACHES = cache.settings()
LOGGING = logs.settings()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *environment.origin(MAP_TILES)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *oidc.ORIGINS],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-tequio" if HTTPS else "tequio"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# Codes to phones, and the identity documents that people send (docs/operate/settings.md).
SMS_URL, SMS_TOKEN, SMS_FROM, SMS_FIELDS = sms.URL, sms.TOKEN, sms.SENDER, sms.FIELDS
IDENTITY_DOCUMENT_DAYS = environment.number("IDENTITY_DOCUMENT_DAYS", 15)

# What a spreadsheet may be at most (docs/operate/settings.md).
SHEET_ROWS = environment.number("SHEET_ROWS", 200_000)
SHEET_COLUMNS = environment.number("SHEET_COLUMNS", 500)
SHEET_CELL = environment.number("SHEET_CELL", 32_767)  # characters, as Excel itself allows
SHEET_MEMORY_MB = environment.number("SHEET_MEMORY_MB", 1_200)  # of the process that reads it

EMAIL_BACKEND = mail.BACKEND
EMAIL_HOST, EMAIL_PORT = mail.HOST, mail.PORT
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.USER, mail.PASSWORD
EMAIL_USE_TLS = mail.USE_TLS
EMAIL_TIMEOUT = 8  # seconds that a mail server may keep the sender waiting
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.SENDER
EMAIL_REPLY_TO = mail.REPLY_TO
MESSAGES_PER_MINUTE = environment.number("MESSAGES_PER_MINUTE", 60)
MESSAGES_KEPT_DAYS = environment.number("MESSAGES_KEPT_DAYS", 180)
DIGEST_HOUR = min(environment.number("DIGEST_HOUR", 8), 23)  # in the municipality's time zone

# The prefix that the Open Contracting Partnership registers for each publisher (OCDS 1.1, ocid). Empty until
# it is registered: publications then carry a demonstration prefix and say so.
OCID_PREFIX = environment.text("OCID_PREFIX")
OC4IDS_PREFIX = environment.text("OC4IDS_PREFIX")  # the same for projects (OC4IDS, project.id)
VAT_RATES = environment.listing("VAT_RATES", "16,8,0")  # Ley del IVA, articles 1 and 2-A, and the border's
API_PER_MINUTE = environment.number("API_PER_MINUTE", 600)  # questions of one client to the API of open data
# Of published files that speak of the whole: of how many days the last version is kept, and up to which size.
VERSIONS_KEPT = environment.number("VERSIONS_KEPT", 24)
VERSION_MEGABYTES = environment.number("VERSION_MEGABYTES", 10)
PUBLIC_URL = environment.text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
