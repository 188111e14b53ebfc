from django.urls import path

from tequio.foundation.accounts.views import account, invitations, offices, people

app_name = "accounts"
urlpatterns = [
    path("cuenta/", account.home, name="home"),
    path("cuenta/bienvenida/", account.welcome, name="welcome"),
    path("cuenta/demostracion/", account.demonstration, name="demonstration"),
    path("cuenta/invitacion/<str:token>/", invitations.accept, name="accept_invitation"),
    path("escritorio/personas/", people.listing, name="people"),
    path("escritorio/personas/roles/", people.roles, name="roles"),
    path("escritorio/personas/invitaciones/", invitations.listing, name="invitations"),
    path("escritorio/personas/invitaciones/nueva/", invitations.invite, name="invite"),
    path("escritorio/personas/invitaciones/<int:pk>/reenviar/", invitations.resend, name="resend_invitation"),
    path("escritorio/personas/invitaciones/<int:pk>/retirar/", invitations.revoke, name="revoke_invitation"),
    path("escritorio/personas/dependencias/", offices.listing, name="offices"),
    path("escritorio/personas/dependencias/nueva/", offices.new, name="new_office"),
    path("escritorio/personas/dependencias/<int:pk>/", offices.edit, name="office"),
    path("escritorio/personas/dependencias/<int:pk>/cerrar/", offices.close, name="close_office"),
    path("escritorio/personas/dependencias/<int:pk>/abrir/", offices.reopen, name="reopen_office"),
    path("escritorio/personas/papeles/<int:pk>/quitar/", people.revoke, name="revoke_role"),
    path("escritorio/personas/<int:pk>/", people.detail, name="person"),
    path("escritorio/personas/<int:pk>/papel/", people.grant, name="grant_role"),
    path("escritorio/personas/<int:pk>/desactivar/", people.deactivate, name="deactivate"),
    path("escritorio/personas/<int:pk>/reactivar/", people.reactivate, name="reactivate"),
    path("escritorio/personas/<int:pk>/segundo-paso/", people.reset_second_factor, name="reset_second_factor"),
]
