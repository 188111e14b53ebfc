"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django is ready only now

for name in settings.BEFORE_DJANGO:
    application = import_string(name)(application)
