from django.urls import path

from tequio.participation.ballots import views

app_name = "ballots"
urlpatterns = [
    path("ediciones/<slug:slug>/votar/", views.voting.where, name="where"),
    path("ediciones/<slug:slug>/votar/<int:place>/", views.voting.choose, name="choose"),
    path("ediciones/<slug:slug>/votar/<int:place>/revisar/", views.voting.review, name="review"),
    path("ediciones/<slug:slug>/votar/<int:place>/emitir/", views.voting.cast, name="cast"),
    path("ediciones/<slug:slug>/votar/recibo/", views.voting.receipt, name="receipt"),
    path("ediciones/<slug:slug>/resultados/", views.results.show, name="results"),
    path("ediciones/<slug:slug>/resultados/resultado.json", views.results.as_json, name="results_json"),
    path("ediciones/<slug:slug>/resultados/<int:envelope>.pb", views.results.as_pabulib, name="results_pb"),
    path("escritorio/votacion/", views.office.index, name="office"),
    path("escritorio/votacion/<slug:slug>/", views.office.edition, name="office_edition"),
    path("escritorio/votacion/<slug:slug>/excluyentes/", views.rivals.rivals, name="rivals"),
    path(
        "escritorio/votacion/<slug:slug>/excluyentes/<int:pk>/quitar/", views.rivals.drop, name="drop_rivalry"
    ),
    path("escritorio/votacion/<slug:slug>/contar/", views.office.count, name="count"),
    path("escritorio/votacion/<slug:slug>/publicar/", views.office.publish, name="publish"),
]
