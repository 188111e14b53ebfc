from django.urls import path

from tequio.frontdoors.office import views

app_name = "office"
urlpatterns = [
    path("escritorio/", views.home, name="home"),
]
