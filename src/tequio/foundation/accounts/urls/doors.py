"""The pages of django-allauth at addresses people can read, under allauth's own names."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path

from tequio.foundation.accounts.views import second_factor as ours

urlpatterns = [
    path("entrar/", account.login, name="account_login"),
    path("entrar/codigo/", account.request_login_code, name="account_request_login_code"),
    path("entrar/codigo/confirmar/", account.confirm_login_code, name="account_confirm_login_code"),
    path("entrar/llave/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("entrar/segundo-paso/", second_factor.authenticate, name="mfa_authenticate"),
    path("salir/", account.logout, name="account_logout"),
    path("desactivada/", account.account_inactive, name="account_inactive"),
    path("crear/", account.signup, name="account_signup"),
    path("correo/", account.email, name="account_email"),
    path("correo/confirmar/", account.email_verification_sent, name="account_email_verification_sent"),
    path("contrasena/", account.password_change, name="account_change_password"),
    path("contrasena/poner/", account.password_set, name="account_set_password"),
    path("contrasena/recuperar/", account.password_reset, name="account_reset_password"),
    path(
        "contrasena/recuperar/codigo/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "contrasena/recuperar/nueva/", account.complete_password_reset, name="account_complete_password_reset"
    ),
    path(
        "contrasena/recuperar/lista/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("confirmar/", account.reauthenticate, name="account_reauthenticate"),
    path("confirmar/segundo-paso/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirmar/llave/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("segundo-paso/", second_factor.index, name="mfa_index"),
    path("segundo-paso/aplicacion/", ours.activate_totp, name="mfa_activate_totp"),
    path("segundo-paso/aplicacion/desactivar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("segundo-paso/repuesto/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "segundo-paso/repuesto/nuevos/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "segundo-paso/repuesto/archivo/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("segundo-paso/llaves/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("segundo-paso/llaves/nueva/", ours.add_webauthn, name="mfa_add_webauthn"),
    path("segundo-paso/llaves/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("segundo-paso/llaves/<int:pk>/quitar/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sesiones/", sessions.list_usersessions, name="usersessions_list"),
]
