"""A concept hangs from one of its own scheme: the database refuses another, whoever writes it."""

from django.db import migrations

RULE = """
CREATE FUNCTION taxonomies_same_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.broader_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM taxonomies_concept c WHERE c.id = NEW.broader_id AND c.scheme_id = NEW.scheme_id
    ) THEN
        RAISE EXCEPTION 'a concept hangs from one of its own scheme' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER same_scheme AFTER INSERT OR UPDATE ON taxonomies_concept
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION taxonomies_same_scheme();
"""
BACK = """
DROP TRIGGER same_scheme ON taxonomies_concept;
DROP FUNCTION taxonomies_same_scheme();
"""


class Migration(migrations.Migration):
    dependencies = [("taxonomies", "0002_goals")]
    operations = [migrations.RunSQL(RULE, BACK)]
