from django.urls import path

from tequio.participation.feasibility.views import (
    appeals,
    author,
    boards,
    coordination,
    desk,
    lists,
    precedents,
)

app_name = "feasibility"
urlpatterns = [
    path("escritorio/factibilidad/", lists.listing, name="desk"),
    path("escritorio/factibilidad/lista.csv", lists.listing_csv, name="desk_csv"),
    path("escritorio/factibilidad/lista.xlsx", lists.listing_xlsx, name="desk_xlsx"),
    path("escritorio/factibilidad/varios/", lists.bulk, name="bulk"),
    path("escritorio/factibilidad/<int:pk>/", desk.opinion, name="opinion"),
    path("escritorio/factibilidad/<int:pk>/nota/", desk.note, name="note"),
    path("escritorio/factibilidad/<int:pk>/anexos/", desk.attach, name="attach"),
    path("escritorio/factibilidad/anexos/<int:pk>/quitar/", desk.detach, name="detach"),
    path("escritorio/factibilidad/<int:pk>/quitar/", coordination.unassign, name="unassign"),
    path("escritorio/factibilidad/edicion/<slug:slug>/asignar/", coordination.assign, name="assign"),
    path("escritorio/factibilidad/edicion/<slug:slug>/pedir/", coordination.ask_required, name="ask_required"),
    path("escritorio/factibilidad/edicion/<slug:slug>/publicar/", coordination.publish, name="publish"),
    path("escritorio/factibilidad/precedentes/", precedents.search, name="precedents"),
    path("escritorio/factibilidad/inconformidades/", appeals.listing, name="appeals"),
    path("escritorio/factibilidad/inconformidades/<int:pk>/", appeals.detail, name="appeal"),
    path("escritorio/factibilidad/inconformidades/<int:pk>/asignar/", appeals.give, name="give_appeal"),
    path("escritorio/factibilidad/tablero/", boards.office, name="board"),
    path("escritorio/factibilidad/tablero/<slug:cut>.csv", boards.office_csv, name="board_csv"),
    path("ediciones/<slug:slug>/factibilidad/", boards.public, name="public"),
    path("ediciones/<slug:slug>/factibilidad/<slug:cut>.csv", boards.public_csv, name="public_csv"),
    path("propuestas/<str:folio>/resultado/", author.outcome, name="outcome"),
    path("propuestas/<str:folio>/observaciones/<int:pk>/", author.observation, name="observation"),
    path("propuestas/<str:folio>/inconformidad/<int:pk>/", author.appeal, name="file_appeal"),
]
