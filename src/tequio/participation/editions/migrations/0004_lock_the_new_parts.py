from django.db import migrations

TABLES = ("accessrule", "criterion", "paperpoint", "moneyformula")
FORWARD = "\n".join(
    f"CREATE TRIGGER rules_locked BEFORE INSERT OR UPDATE OR DELETE ON editions_{table}"
    " FOR EACH ROW EXECUTE FUNCTION editions_refuse_part();"
    for table in TABLES
)
BACKWARD = "\n".join(f"DROP TRIGGER rules_locked ON editions_{table};" for table in TABLES)


class Migration(migrations.Migration):
    """What was added to the rules locks with them."""

    dependencies = [("editions", "0003_guided_rules")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
