from django.urls import URLPattern

app_name = "taxonomies"

urlpatterns: list[URLPattern] = []
