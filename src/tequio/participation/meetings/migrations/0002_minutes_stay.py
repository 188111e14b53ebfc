"""What was published of a meeting is never changed or deleted: a correction is a new number."""

from django.db import migrations

TABLES = ("meetings_minutes", "meetings_agreement", "meetings_minutesfile")
RULE = """
CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'minutes are never changed or deleted: publish a correction'
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER minutes_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION meetings_refuse();\n"
    for table in TABLES
)
BACK = "".join(f"DROP TRIGGER minutes_stay ON {table};\n" for table in TABLES) + "DROP FUNCTION meetings_refuse();"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(RULE, BACK)]
