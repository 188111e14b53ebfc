"""Where accounts meet django-allauth."""
