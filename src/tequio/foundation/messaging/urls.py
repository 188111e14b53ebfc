from django.urls import URLPattern, URLResolver, path

from tequio.foundation.messaging.views import mine, office, stopping

app_name = "messaging"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cuenta/avisos/", mine.inbox, name="inbox"),
    path("cuenta/avisos/leidos/", mine.open_all, name="open_all"),
    path("cuenta/avisos/<int:pk>/abrir/", mine.open_notice, name="open"),
    path("cuenta/avisos/sigo/", mine.followed, name="followed"),
    path("cuenta/avisos/seguir/", mine.follow, name="follow"),
    path("cuenta/avisos/dejar/", mine.unfollow, name="unfollow"),
    path("cuenta/avisos/preferencias/", mine.preferences, name="preferences"),
    path("avisos/baja/<str:token>/", stopping.unsubscribe, name="unsubscribe"),
    path("escritorio/avisos/", office.outbox, name="outbox"),
    path("escritorio/avisos/<int:pk>/dudoso/", office.settle, name="settle"),
    path("escritorio/avisos/<int:pk>/reintentar/", office.retry, name="retry"),
    path("escritorio/avisos/personas/<int:pk>/liberar/", office.release, name="release"),
    path("escritorio/avisos/textos/", office.wordings, name="wordings"),
    path("escritorio/avisos/textos/<str:kind>/<str:language>/", office.wording, name="wording"),
    path("escritorio/avisos/textos/<str:kind>/<str:language>/original/", office.restore, name="restore"),
]
