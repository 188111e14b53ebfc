from django.db import migrations

# What was signed never changes: only the erasure of its holder empties it. A revocation is never taken back.
TRIGGER = """
CREATE FUNCTION certificates_what_was_signed_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a certificate is never deleted';
    END IF;
    IF (NEW.folio, NEW.kind, NEW.occasion, NEW.topic, NEW.did, NEW.happened_on, NEW.issuer_name, NEW.issued_at,
        NEW.key_id, NEW.status_list_id, NEW.status_index)
       IS DISTINCT FROM
       (OLD.folio, OLD.kind, OLD.occasion, OLD.topic, OLD.did, OLD.happened_on, OLD.issuer_name, OLD.issued_at,
        OLD.key_id, OLD.status_list_id, OLD.status_index) THEN
        RAISE EXCEPTION 'what a certificate says never changes';
    END IF;
    IF (NEW.credential, NEW.compact, NEW.holder_name) IS DISTINCT FROM
       (OLD.credential, OLD.compact, OLD.holder_name) AND NEW.erased_at IS NULL THEN
        RAISE EXCEPTION 'what was signed never changes';
    END IF;
    IF OLD.revoked_at IS NOT NULL AND (NEW.revoked_at, NEW.reason) IS DISTINCT FROM (OLD.revoked_at, OLD.reason) THEN
        RAISE EXCEPTION 'a revocation stands for ever';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER what_was_signed_stands BEFORE UPDATE OR DELETE ON certificates_certificate
    FOR EACH ROW EXECUTE FUNCTION certificates_what_was_signed_stands();
"""
DROP = """
DROP TRIGGER what_was_signed_stands ON certificates_certificate;
DROP FUNCTION certificates_what_was_signed_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [migrations.RunSQL(TRIGGER, DROP)]
