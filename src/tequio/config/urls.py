"""Every address of the site, one line per context."""

from django.urls import include, path

from tequio.config import oidc

urlpatterns = [
    path("", include("tequio.frontdoors.site.urls")),
    path("", include("tequio.foundation.web.urls")),
    path("", include("tequio.participation.discussion.urls")),
    path("", include("tequio.participation.meetings.urls")),
    path("", include("tequio.participation.forums.urls")),
    path("", include("tequio.participation.editions.urls")),
    path("", include("tequio.participation.proposals.urls")),
    path("", include("tequio.participation.feasibility.urls")),
    path("", include("tequio.participation.ballots.urls")),
    path("", include("tequio.accountability.plans.urls")),
    path("", include("tequio.accountability.projects.urls")),
    path("", include("tequio.accountability.contracting.urls")),
    path("", include("tequio.accountability.alerts.urls")),
    path("", include("tequio.frontdoors.api.urls")),  # before opendata, whose datasets stand beside datos/api/
    path("", include("tequio.publishing.opendata.urls")),
    path("", include("tequio.frontdoors.office.urls")),
    path("", include("tequio.frontdoors.dashboards.urls")),
    path("", include("tequio.foundation.audit.urls")),
    path("", include("tequio.foundation.files.urls")),
    path("", include("tequio.foundation.territory.urls")),
    path("", include("tequio.foundation.identity.urls")),
    path("", include("tequio.foundation.certificates.urls")),
    path("", include("tequio.foundation.taxonomies.urls")),
    path("", include("tequio.foundation.messaging.urls")),
    path("", include("tequio.foundation.restdays.urls")),
    path("", include("tequio.foundation.loads.urls")),
    path("", include("tequio.foundation.accounts.urls")),
    path("cuenta/", include("tequio.foundation.accounts.urls.doors")),
]

if oidc.URL:  # only where an identity provider is set
    urlpatterns += [
        path("cuenta/proveedor/", include("allauth.socialaccount.urls")),
        path("cuenta/proveedor/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]

handler400 = "tequio.foundation.web.views.bad_request"
handler403 = "tequio.foundation.web.views.forbidden"
handler404 = "tequio.foundation.web.views.not_found"
handler500 = "tequio.foundation.web.views.server_error"
