"""The addresses of an installation with an identity provider."""

from django.urls import include, path

from tequio.config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [
    *urlpatterns,
    path("cuenta/proveedor/", include("allauth.socialaccount.urls")),
    path("cuenta/proveedor/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
