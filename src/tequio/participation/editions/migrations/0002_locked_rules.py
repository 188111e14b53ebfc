from django.db import migrations

FORWARD = """
CREATE FUNCTION editions_locked(edition bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM editions_edition WHERE id = edition AND published_at IS NOT NULL)
       AND EXISTS (SELECT 1 FROM editions_phase WHERE edition_id = edition AND opens <= now())
$$;

CREATE FUNCTION editions_refuse_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND editions_locked(OLD.id)
       AND (TG_OP = 'DELETE' OR to_jsonb(OLD) - 'rulebook_sha256' <> to_jsonb(NEW) - 'rulebook_sha256') THEN
        RAISE EXCEPTION 'The rules of edition % are locked', OLD.slug USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION editions_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint := COALESCE(NEW.edition_id, OLD.edition_id);
BEGIN
    IF editions_locked(edition) AND NOT (
        TG_TABLE_NAME = 'editions_phase' AND TG_OP = 'UPDATE'
        AND COALESCE(current_setting('tequio.reschedule', true), '') = 'on'
    ) THEN
        RAISE EXCEPTION 'The rules of edition % are locked', edition USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION editions_refuse_rulebook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published rulebook never changes' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER rules_locked BEFORE UPDATE OR DELETE ON editions_edition
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_edition();
CREATE TRIGGER rules_locked BEFORE INSERT OR UPDATE OR DELETE ON editions_phase
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_part();
CREATE TRIGGER rules_locked BEFORE INSERT OR UPDATE OR DELETE ON editions_category
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_part();
CREATE TRIGGER rules_locked BEFORE INSERT OR UPDATE OR DELETE ON editions_sizeclass
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_part();
CREATE TRIGGER rules_locked BEFORE INSERT OR UPDATE OR DELETE ON editions_envelope
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_part();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON editions_rulebook
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_rulebook();
"""

BACKWARD = """
DROP TRIGGER append_only ON editions_rulebook;
DROP TRIGGER rules_locked ON editions_envelope;
DROP TRIGGER rules_locked ON editions_sizeclass;
DROP TRIGGER rules_locked ON editions_category;
DROP TRIGGER rules_locked ON editions_phase;
DROP TRIGGER rules_locked ON editions_edition;
DROP FUNCTION editions_refuse_rulebook();
DROP FUNCTION editions_refuse_part();
DROP FUNCTION editions_refuse_edition();
DROP FUNCTION editions_locked(bigint);
"""


class Migration(migrations.Migration):
    """The database itself refuses to change the rules once the first phase of a published edition has opened."""

    dependencies = [("editions", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
