from django.db import migrations

from tequio.accountability.contracting.types import DEFAULT_PROCEDURES

TRIGGER = """
CREATE FUNCTION contracting_release_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published release is never changed or deleted';
END $$;
CREATE TRIGGER release_is_immutable BEFORE UPDATE OR DELETE ON contracting_release
    FOR EACH ROW EXECUTE FUNCTION contracting_release_is_immutable();
"""
DROP = """
DROP TRIGGER release_is_immutable ON contracting_release;
DROP FUNCTION contracting_release_is_immutable();
"""


def create(apps, schema_editor):
    kind = apps.get_model("contracting", "ProcedureType")
    for code, name, method in DEFAULT_PROCEDURES:
        kind.objects.get_or_create(code=code, defaults={"name": name, "method": method})


class Migration(migrations.Migration):
    dependencies = [("contracting", "0001_initial")]
    operations = [
        migrations.RunSQL(TRIGGER, DROP),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
