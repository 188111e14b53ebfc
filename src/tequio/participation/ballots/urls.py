from django.urls import path, register_converter

from tequio.participation.ballots import views


class LeafConverter:
    """A leaf of the log in an address: 32 bytes in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


register_converter(LeafConverter, "leaf")

app_name = "ballots"
urlpatterns = [
    path("ediciones/<slug:slug>/votar/", views.voting.where, name="where"),
    path("ediciones/<slug:slug>/votar/<int:place>/", views.voting.choose, name="choose"),
    path("ediciones/<slug:slug>/votar/<int:place>/ficha/", views.voting.issue, name="issue"),
    path("ediciones/<slug:slug>/votar/recibo/", views.voting.receipt, name="receipt"),
    path("urna/<slug:slug>/", views.urna.slot, name="slot"),
    path("urna/<slug:slug>/recibo/", views.boards.check, name="check"),
    path("urna/<slug:slug>/recibo/<leaf:leaf>/", views.boards.proof, name="proof"),
    path("urna/<slug:slug>/recibo/<leaf:leaf>.json", views.boards.proof_json, name="proof_json"),
    path("ediciones/<slug:slug>/urna/", views.boards.board, name="board"),
    path("ediciones/<slug:slug>/urna/<str:name>", views.boards.board_file, name="board_file"),
    path("ediciones/<slug:slug>/resultados/", views.results.show, name="results"),
    path("ediciones/<slug:slug>/resultados/resultado.json", views.results.as_json, name="results_json"),
    path("ediciones/<slug:slug>/resultados/<int:envelope>.pb", views.results.as_pabulib, name="results_pb"),
    path("ediciones/<slug:slug>/resultados/recuento.zip", views.results.as_zip, name="results_zip"),
    path("ediciones/<slug:slug>/resultados/mapa.geojson", views.results.as_geojson, name="results_map"),
    path("ediciones/<slug:slug>/resultados/<slug:table>.csv", views.results.as_csv, name="results_csv"),
    path("ediciones/<slug:slug>/resultados/recontar/", views.results.recount, name="recount"),
    path("ediciones/<slug:slug>/resultados/impugnaciones/", views.contests.listing, name="contests"),
    path("ediciones/<slug:slug>/resultados/impugnar/", views.contests.contest, name="contest"),
    path("escritorio/impugnaciones/", views.contests.desk, name="contests_desk"),
    path("escritorio/impugnaciones/<slug:folio>/", views.contests.answer, name="contest_office"),
    path("escritorio/impugnaciones/<slug:folio>/encargar/", views.contests.give, name="contest_give"),
    path("ediciones/<slug:slug>/resultados/integridad/", views.integrity.public, name="integrity"),
    path("escritorio/votacion/<slug:slug>/integridad/", views.integrity.office, name="integrity_office"),
    path("escritorio/simulaciones/", views.simulations.listing, name="simulations"),
    path("escritorio/simulaciones/<int:pk>/", views.simulations.simulation, name="simulation"),
    path("escritorio/simulaciones/<int:pk>/avance/", views.simulations.progress, name="simulation_progress"),
    path("escritorio/simulaciones/<int:pk>/cifras.csv", views.simulations.as_csv, name="simulation_csv"),
    path("ediciones/<slug:slug>/actas/", views.captures.acts, name="acts"),
    path("ediciones/<slug:slug>/actas/<int:pk>.pdf", views.captures.act_pdf, name="act_pdf"),
    path("urna/<slug:slug>/codigo/", views.once.vote, name="code"),
    path("urna/<slug:slug>/quiosco/<str:kiosk>/", views.once.vote, name="kiosk"),
    path("ayuda/voto-secreto/", views.secrecy.show, name="secrecy"),
    path("escritorio/votacion/", views.office.index, name="office"),
    path("escritorio/votacion/<slug:slug>/", views.office.edition, name="office_edition"),
    path("escritorio/votacion/<slug:slug>/modulos/", views.tables.index, name="tables"),
    path("escritorio/votacion/<slug:slug>/lista/<int:place>.pdf", views.tables.list_pdf, name="list_pdf"),
    path("escritorio/votacion/turnos/<int:pk>/", views.tables.shift, name="shift"),
    path("escritorio/votacion/talonarios/<int:pk>.pdf", views.tables.booklet_pdf, name="booklet_pdf"),
    path("escritorio/votacion/paquetes/<int:pk>/", views.captures.package, name="package"),
    path("escritorio/votacion/paquetes/<int:pk>/captura/", views.captures.capture, name="capture"),
    path("escritorio/votacion/paquetes/<int:pk>/urna/", views.captures.accept, name="accept"),
    path("escritorio/votacion/paquetes/<int:pk>/acta/", views.captures.act, name="act"),
    path("escritorio/votacion/<slug:slug>/claves/", views.codes.index, name="codes"),
    path("escritorio/votacion/<slug:slug>/claves/hojas/", views.codes.sheet, name="codes_sheet"),
    path("escritorio/votacion/<slug:slug>/claves/anular/", views.codes.void, name="void_code"),
    path("escritorio/votacion/<slug:slug>/atender/", views.counter.find, name="counter"),
    path("escritorio/votacion/<slug:slug>/atender/<int:pk>/", views.counter.hand, name="counter_hand"),
    path("escritorio/votacion/<slug:slug>/quiosco/", views.counter.kiosk, name="kiosk_open"),
    path("escritorio/votacion/<slug:slug>/sorteo/", views.boards.draw, name="draw"),
    path("escritorio/votacion/<slug:slug>/excluyentes/", views.rivals.rivals, name="rivals"),
    path(
        "escritorio/votacion/<slug:slug>/excluyentes/<int:pk>/quitar/", views.rivals.drop, name="drop_rivalry"
    ),
    path("escritorio/votacion/<slug:slug>/contar/", views.office.count, name="count"),
    path("escritorio/votacion/<slug:slug>/avance/", views.office.progress, name="progress"),
    path("escritorio/votacion/<slug:slug>/revision/", views.deciding.review, name="review_count"),
    path("escritorio/votacion/<slug:slug>/cambiar/", views.deciding.override, name="override"),
    path("escritorio/votacion/<slug:slug>/empates/", views.deciding.lot, name="lot"),
    path("escritorio/votacion/<slug:slug>/provisional/", views.office.provisional, name="provisional"),
    path("escritorio/votacion/<slug:slug>/publicar/", views.office.publish, name="publish"),
]
