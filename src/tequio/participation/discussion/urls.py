from django.urls import path

from tequio.participation.discussion.views import office, public, rules, speaking

app_name = "discussion"
urlpatterns = [
    path("comentarios/", public.mine, name="mine"),
    path("comentarios/<int:pk>/", speaking.permalink, name="permalink"),
    path("comentarios/<int:pk>/corregir/", speaking.edit, name="edit"),
    path("comentarios/<int:pk>/quitar/", speaking.remove, name="remove"),
    path("comentarios/<int:pk>/reportar/", speaking.report, name="report"),
    path("comentarios/<slug:slug>/<int:pk>/", speaking.write, name="write"),
    path("comentarios/<slug:slug>/<int:pk>/reportar/", speaking.report_subject, name="report_subject"),
    path("reglas-de-la-casa/", public.rules, name="rules"),
    path("moderacion/", public.figures, name="figures"),
    path("moderacion.csv", public.figures_csv, name="figures_csv"),
    path("moderacion/decisiones/<int:pk>/", public.appeal, name="appeal"),
    path("escritorio/moderacion/", office.desk, name="desk"),
    path("escritorio/moderacion.csv", office.desk_csv, name="desk_csv"),
    path("escritorio/moderacion/decidir/", office.decide, name="decide"),
    path("escritorio/moderacion/inconformidades/<int:pk>/", office.answer, name="answer"),
    path("escritorio/moderacion/reglas/", rules.listing, name="office_rules"),
    path("escritorio/moderacion/reglas/nueva/", rules.new, name="new_rule"),
    path("escritorio/moderacion/reglas/<int:number>/", rules.change, name="change_rule"),
    path("escritorio/moderacion/reglas/<int:number>/retirar/", rules.retire, name="retire_rule"),
]
