from tequio.participation.forums.urls import analysis, exercise, live, voices

app_name = "forums"

urlpatterns = [*exercise.urlpatterns, *voices.urlpatterns, *live.urlpatterns, *analysis.urlpatterns]
