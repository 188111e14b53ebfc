from django.db import migrations

FORWARD = """
CREATE FUNCTION forums_refuse_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published amendment never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON forums_amendment
    FOR EACH ROW EXECUTE FUNCTION forums_refuse_amendment();
"""

BACKWARD = """
DROP TRIGGER append_only ON forums_amendment;
DROP FUNCTION forums_refuse_amendment();
"""


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what was amended and why."""

    dependencies = [("forums", "0010_drawings")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
