from django.db import migrations

# Bodies are bound when they are created (RETURN), so that no search path decides what they mean.
# Accents fall away before the Spanish stemmer sees a word, so that people find what they type without them.
# The stemmer needs some accents (iluminación, iluminaciones), so it also sees the words as they were written; and
# the document holds each word whole too, for the beginning of one that is still being typed.
FORWARD = """
CREATE FUNCTION proposals_plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(translate(words, 'ÁÀÄÂÉÈËÊÍÌÏÎÓÒÖÔÚÙÜÛÑÇáàäâéèëêíìïîóòöôúùüûñç',
                                  'AAAAEEEEIIIIOOOOUUUUNCaaaaeeeeiiiioooouuuunc'));

CREATE FUNCTION proposals_document(title text, problem text, solution text, place text, author text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector('spanish'::regconfig, proposals_plain(title)), 'A')
        || to_tsvector('spanish'::regconfig, proposals_plain(problem || ' ' || solution || ' ' || place))
        || to_tsvector('spanish'::regconfig, title || ' ' || problem || ' ' || solution || ' ' || place)
        || to_tsvector('simple'::regconfig,
                       proposals_plain(title || ' ' || problem || ' ' || solution || ' ' || place || ' ' || author));

CREATE FUNCTION proposals_query(written text, words text, last_word text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN plainto_tsquery('spanish'::regconfig, written)
        || (to_tsquery('spanish'::regconfig, words)
            && (to_tsquery('spanish'::regconfig, last_word)
                || to_tsquery('simple'::regconfig, last_word || ':*')));

CREATE INDEX proposals_search ON proposals_proposal
    USING gin (proposals_document(title, problem, solution, place, author_name));
"""

BACKWARD = """
DROP INDEX proposals_search;
DROP FUNCTION proposals_query(text, text, text);
DROP FUNCTION proposals_document(text, text, text, text, text);
DROP FUNCTION proposals_plain(text);
"""


class Migration(migrations.Migration):
    """Search in Spanish without accents, with no extension of PostgreSQL."""

    dependencies = [("proposals", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
