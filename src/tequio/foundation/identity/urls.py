from django.urls import path

from tequio.foundation.identity.views import data, folios, office, once, own

app_name = "identity"
urlpatterns = [
    path("participar/una-vez/", once.once, name="once"),
    path("participar/codigo/", once.code, name="code"),
    path("participar/talon/", once.slip, name="slip"),
    path("mi-folio/", folios.ask, name="folio"),
    path("mi-folio/codigo/", folios.code, name="folio_code"),
    path("mi-folio/mio/", folios.mine, name="folio_mine"),
    path("mi-folio/mis-datos.zip", folios.download, name="folio_download"),
    path("mi-folio/terminar/", folios.leave, name="folio_leave"),
    path("cuenta/quedarme/", once.keep, name="keep"),
    path("cuenta/identificacion/", own.need, name="need"),
    path("cuenta/identificacion/curp/", own.curp, name="curp"),
    path("cuenta/identificacion/recibida/", own.received, name="received"),
    path("cuenta/identificacion/nacimiento/", own.birth, name="birth"),
    path("cuenta/identificacion/colonia/", own.home, name="home"),
    path("cuenta/identificacion/tutela/", own.guardian, name="guardian"),
    path("cuenta/identificacion/documento/", own.document, name="document"),
    path("cuenta/identificacion/padron/", own.roll, name="roll"),
    path("cuenta/identificacion/telefono/", once.phone, name="phone"),
    path("cuenta/mis-datos.json", data.download, name="download"),
    path("cuenta/borrar-mis-datos/", data.erase, name="erase"),
    path("acuses/<uuid:pk>/", data.erased, name="erased"),
    path("acuses/<uuid:pk>.json", data.erased_file, name="erased_file"),
    path("escritorio/personas/<int:pk>/borrar/", data.erase_for, name="erase_for"),
    path("escritorio/identidad/", office.desk, name="desk"),
    path("escritorio/identidad/documentos/<int:pk>/", office.review, name="review"),
    path("escritorio/identidad/documentos/<int:pk>/imagen", office.image, name="image"),
    path("escritorio/identidad/casos/<int:pk>/", office.case, name="case"),
    path("escritorio/identidad/padrones/", office.roll_list, name="rolls"),
    path("escritorio/identidad/padrones/<int:pk>/", office.roll_preview, name="roll_preview"),
    path("escritorio/modulo/", office.desk_counter, name="counter"),
    path("escritorio/modulo/<str:folio>/", office.registration, name="registration"),
    path("escritorio/modulo/<str:folio>/clave/", office.renew_slip, name="renew_slip"),
]
