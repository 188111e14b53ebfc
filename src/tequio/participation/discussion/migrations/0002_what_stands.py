"""Wordings of rules never change, and replies are one level deep."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION discussion_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a wording of a house rule is never changed or deleted: write a new one'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wordings_stay BEFORE UPDATE OR DELETE ON discussion_houserule
    FOR EACH ROW EXECUTE FUNCTION discussion_refuse();

CREATE FUNCTION discussion_one_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM discussion_comment c
                   WHERE c.id = NEW.parent_id AND c.parent_id IS NULL AND c.subject = NEW.subject) THEN
        RAISE EXCEPTION 'a reply hangs from a comment of the first level of the same subject'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_level BEFORE INSERT OR UPDATE OF parent_id, subject ON discussion_comment
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION discussion_one_level();
"""
BACKWARD = """
DROP TRIGGER one_level ON discussion_comment;
DROP FUNCTION discussion_one_level();
DROP TRIGGER wordings_stay ON discussion_houserule;
DROP FUNCTION discussion_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [("discussion", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
