"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
django = get_wsgi_application()

from tequio.participation.forums.views import stream  # noqa: E402 - Django is ready only now

application = stream.in_front_of(django)
