from django.db import migrations

from tequio.accountability.projects.types import DEFAULT_WEIGHTS, FINISHED


def fill(apps, schema_editor):
    """Give projects that exist the name of their stage, and the default stages their weight in the plan."""
    stage, project = apps.get_model("projects", "Stage"), apps.get_model("projects", "Project")
    names = {(pk, code): name for pk, code, name in stage.objects.values_list("project", "code", "name")}
    waiting = list(project.objects.exclude(stage=FINISHED).only("pk", "stage"))
    for one in waiting:
        one.stage_name = names.get((one.pk, one.stage), "")
    project.objects.bulk_update(waiting, ["stage_name"], batch_size=500)
    for code, weight in DEFAULT_WEIGHTS.items():
        apps.get_model("projects", "StageTemplate").objects.filter(code=code).update(weight=weight)
        stage.objects.filter(code=code).update(weight=weight)


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_tracking")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
