from django.urls import path

from tequio.foundation.restdays import views

app_name = "restdays"
urlpatterns = [
    path("escritorio/dias-inhabiles/", views.listing, name="list"),
    path("escritorio/dias-inhabiles/<int:pk>/quitar/", views.remove, name="remove"),
]
