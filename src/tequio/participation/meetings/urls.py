from django.urls import path

from tequio.participation.meetings.views import desk, mine, office, public

app_name = "meetings"
_OFFICE = "escritorio/reuniones/<str:folio>/"

urlpatterns = [
    path("reuniones/", public.listing, name="list"),
    path("reuniones/mias/", mine.mine, name="mine"),
    path("reuniones/<str:folio>/", public.detail, name="detail"),
    path("reuniones/<str:folio>.ics", public.calendar, name="calendar"),
    path("reuniones/<str:folio>/registro/", mine.register, name="register"),
    path("reuniones/<str:folio>/mi-registro/", mine.registration, name="registration"),
    path("reuniones/<str:folio>/mi-registro/cancelar/", mine.leave, name="leave"),
    path("reuniones/<str:folio>/llegue/", mine.arrive, name="arrive"),
    path("reuniones/<str:folio>/minuta/", public.minutes, name="minutes"),
    path("reuniones/<str:folio>/minuta/<int:number>/", public.minutes, name="minutes_version"),
    path("escritorio/reuniones/", office.listing, name="office"),
    path("escritorio/reuniones/nueva/", office.new, name="new"),
    path(_OFFICE, office.edit, name="edit"),
    path(f"{_OFFICE}publicar/", office.publish, name="publish"),
    path(f"{_OFFICE}copiar/", office.copy, name="copy"),
    path(f"{_OFFICE}cancelar/", office.cancel, name="cancel"),
    path(f"{_OFFICE}minuta/", office.minutes, name="write_minutes"),
    path(f"{_OFFICE}asistencia/", desk.desk, name="desk"),
    path(f"{_OFFICE}asistencia/lista.xlsx", desk.people, name="people"),
    path(f"{_OFFICE}asistencia/sin-registro/", desk.walk_in, name="walk_in"),
    path(f"{_OFFICE}asistencia/<int:pk>/", desk.mark, name="mark"),
    path(f"{_OFFICE}asistencia/<int:pk>/quitar/", desk.take_back, name="take_back"),
    path(f"{_OFFICE}puerta/", desk.door, name="door"),
]
