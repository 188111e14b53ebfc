from django.urls import path

from tequio.participation.proposals.views import explorer, mine, moderation, wizard

app_name = "proposals"
urlpatterns = [
    path("ediciones/<slug:slug>/propuestas/", explorer.explorer, name="explorer"),
    path("ediciones/<slug:slug>/propuestas.csv", explorer.explorer_csv, name="explorer_csv"),
    path("ediciones/<slug:slug>/propuestas.json", explorer.explorer_json, name="explorer_json"),
    path("ediciones/<slug:slug>/propuestas.geojson", explorer.explorer_map, name="explorer_map"),
    path("ediciones/<slug:slug>/proponer/", wizard.start, name="start"),
    path("ediciones/<slug:slug>/proponer/<int:pk>/revisar/", wizard.check, name="check"),
    path("ediciones/<slug:slug>/proponer/<int:pk>/enviar/", wizard.submit, name="submit"),
    path(
        "ediciones/<slug:slug>/proponer/<int:pk>/fotos/<int:photo>/quitar/",
        wizard.remove_photo,
        name="remove_photo",
    ),
    path("ediciones/<slug:slug>/proponer/<int:pk>/<slug:name>/", wizard.step, name="step"),
    path("propuestas/", mine.listing, name="mine"),
    path("propuestas/<str:folio>/", explorer.detail, name="detail"),
    path("propuestas/<str:folio>/recibo/", mine.receipt, name="receipt"),
    path("propuestas/<str:folio>/retirar/", mine.withdraw, name="withdraw"),
    path("escritorio/propuestas/", moderation.listing, name="moderation"),
    path("escritorio/propuestas/<str:folio>/ocultar/", moderation.hide, name="hide"),
    path("escritorio/propuestas/<str:folio>/mostrar/", moderation.show, name="show"),
]
