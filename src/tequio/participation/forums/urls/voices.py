"""Saying something, voices, votes, tables and paper."""

from django.urls import path

from tequio.participation.forums.views import capture, contribute, explorer, mine, moderation, together, voice

_SAY = "foros/<slug:slug>/aportar"
_VOICE = "foros/<slug:slug>/voces/<str:folio>"
_TABLES = "escritorio/foros/<slug:slug>/mesas"
urlpatterns = [
    path("cuenta/aportaciones/", mine.listing, name="my_voices"),
    path(f"{_SAY}/", contribute.start, name="contribute"),
    path(f"{_SAY}/todo/", together.contribute_all, name="contribute_all"),
    path(f"{_SAY}/revisar/", contribute.check, name="check"),
    path(f"{_SAY}/enviar/", contribute.submit, name="submit"),
    path(f"{_SAY}/foto/quitar/", contribute.remove_photo, name="remove_photo"),
    path(f"{_SAY}/listo/<str:folio>/", contribute.receipt, name="receipt"),
    path(f"{_SAY}/<slug:name>/", contribute.step, name="step"),
    path("foros/<slug:slug>/sobre-usted/", voice.about_me, name="about_me"),
    path("foros/<slug:slug>/voces/", explorer.listing, name="voices"),
    path("foros/<slug:slug>/voces.csv", explorer.listing_csv, name="voices_csv"),
    path("foros/<slug:slug>/voces.geojson", explorer.listing_map, name="voices_map"),
    path(f"{_VOICE}/", voice.detail, name="voice"),
    path(f"{_VOICE}/historial/", voice.history, name="voice_history"),
    path(f"{_VOICE}/votar/", voice.give, name="vote"),
    path(f"{_VOICE}/quitar-voto/", voice.take_back, name="take_back_vote"),
    path(f"{_VOICE}/cambiar/", together.edit, name="edit_voice"),
    path(f"{_VOICE}/retirar/", mine.withdraw, name="withdraw_voice"),
    path("escritorio/foros/<slug:slug>/voces/<str:folio>/ocultar/", moderation.hide, name="hide_voice"),
    path("escritorio/foros/<slug:slug>/voces/<str:folio>/mostrar/", moderation.show, name="show_voice"),
    path("escritorio/mesas/", capture.desks, name="desks"),
    path(f"{_TABLES}/", capture.listing, name="batches"),
    path(f"{_TABLES}/nuevo/", capture.new, name="new_batch"),
    path(f"{_TABLES}/hoja.pdf", capture.sheet_pdf, name="sheet_pdf"),
    path(f"{_TABLES}/<str:folio>/", capture.batch, name="batch"),
    path(f"{_TABLES}/<str:folio>/apartar/", capture.set_aside, name="set_aside"),
    path(f"{_TABLES}/<str:folio>/cerrar/", capture.close, name="close_batch"),
    path(f"{_TABLES}/voces/<str:folio>/corregir/", capture.correct, name="correct_voice"),
    path(f"{_TABLES}/voces/<str:folio>/quitar/", capture.remove, name="remove_voice"),
]
