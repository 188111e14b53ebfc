from django.db import migrations

from tequio.accountability.projects.types import DEFAULT_STAGES


def create(apps, schema_editor):
    template = apps.get_model("projects", "StageTemplate")
    for position, (code, name) in enumerate(DEFAULT_STAGES, start=1):
        template.objects.get_or_create(code=code.value, defaults={"name": name, "position": position})


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
