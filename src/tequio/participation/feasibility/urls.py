from django.urls import path

from tequio.participation.feasibility.views import coordination, desk

app_name = "feasibility"
urlpatterns = [
    path("escritorio/factibilidad/", desk.listing, name="desk"),
    path("escritorio/factibilidad/lista.csv", desk.listing_csv, name="desk_csv"),
    path("escritorio/factibilidad/<int:pk>/", desk.opinion, name="opinion"),
    path("escritorio/factibilidad/<int:pk>/quitar/", coordination.unassign, name="unassign"),
    path("escritorio/factibilidad/edicion/<slug:slug>/asignar/", coordination.assign, name="assign"),
    path("escritorio/factibilidad/edicion/<slug:slug>/publicar/", coordination.publish, name="publish"),
]
