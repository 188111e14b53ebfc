from datetime import UTC, date, datetime

import pytest

from tequio.core.credentials import (
    AchievementFacts,
    CompactFacts,
    SigningKey,
    StatusList,
    achievement_credential,
    sign,
    status_credential,
)

AT = datetime(2031, 5, 4, 18, 30, tzinfo=UTC)
ISSUER = "https://participa.example/constancias/emisor"
METHOD = f"{ISSUER}#k1"
LIST = "https://participa.example/constancias/estado/1"


@pytest.fixture(scope="session")
def key():
    return SigningKey.from_seed(bytes(range(32)))


@pytest.fixture(scope="session")
def keys(key):
    return {METHOD: key.public}


@pytest.fixture(scope="session")
def facts():
    return AchievementFacts(
        id="https://participa.example/constancias/C-7Q2M",
        folio="C-7Q2M",
        issuer_id=ISSUER,
        issuer_name="Municipio de Ejemplo",
        issuer_url="https://participa.example/",
        achievement_id="urn:tequio:constancia:proposed",
        name="Constancia de participación",
        description="Propuso una idea sobre agua.",
        criteria="Haber presentado una propuesta.",
        valid_from=AT,
        identity="Rosa Luna Peña",
        salt="5d2e",
        status_list=LIST,
        status_index=41,
        happened_on=date(2031, 5, 1),
    )


@pytest.fixture(scope="session")
def signed(key, facts):
    return sign(achievement_credential(facts), key=key, method=METHOD, created=AT)


@pytest.fixture(scope="session")
def listed(key):
    """Sign a list of revocations with these places set."""

    def make(*places, address=LIST, by=key):
        revoked = StatusList.of(places)
        document = status_credential(address, issuer=ISSUER, revoked=revoked, at=AT)
        return sign(document, key=by, method=METHOD, created=AT)

    return make


@pytest.fixture(scope="session")
def compact():
    return CompactFacts("proposed", "C-7Q2M", date(2031, 5, 1), "Agua", "R. L. P.", 41)
