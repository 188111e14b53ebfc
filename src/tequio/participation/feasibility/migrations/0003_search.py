from django.db import migrations

# Precedents are looked for by the words of the proposal (proposals_search) and by those of the reasons. Accents
# fall away before the Spanish stemmer sees a word, and it also sees the words as they were written.
FORWARD = """
CREATE FUNCTION feasibility_said(reasons text, legal_basis text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('spanish'::regconfig, proposals_plain(reasons || ' ' || legal_basis))
        || to_tsvector('spanish'::regconfig, reasons || ' ' || legal_basis);

CREATE INDEX feasibility_search ON feasibility_review
    USING gin (feasibility_said(reasons, legal_basis)) WHERE published_at IS NOT NULL;
"""

BACKWARD = """
DROP INDEX feasibility_search;
DROP FUNCTION feasibility_said(text, text);
"""


class Migration(migrations.Migration):
    """Search in the reasons of what was published."""

    dependencies = [("feasibility", "0002_due_process"), ("proposals", "0002_search")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
