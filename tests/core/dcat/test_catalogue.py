"""docs/rules/catalogue.md, DCAT, POD and PACKAGE: what each shape must say, as its specification has it."""

import pytest
from tests.core.dcat import sample

from tequio.core.dcat import datajson, frictionless, jsonld, vocabularies

# DCAT-AP 3.0, § classes: property -> at least, at most (0: any number) of the classes that we use.
MANDATORY = {
    "dcat:Catalog": {"dct:title": (1, 0), "dct:description": (1, 0), "dct:publisher": (1, 1)},
    "dcat:Dataset": {
        "dct:title": (1, 0), "dct:description": (1, 0), "dct:publisher": (0, 1),
        "dct:accrualPeriodicity": (0, 1),
        "dct:issued": (0, 1), "dct:modified": (0, 1), "dct:accessRights": (0, 1), "dcat:version": (0, 1),
    },
    "dcat:Distribution": {
        "dcat:accessURL": (1, 0), "dcat:byteSize": (0, 1), "spdx:checksum": (0, 1), "dct:license": (0, 1),
        "dcat:mediaType": (0, 1), "dct:format": (0, 1), "dcatap:availability": (0, 1),
    },
    "dcat:DataService": {"dct:title": (1, 0), "dcat:endpointURL": (1, 0), "dct:license": (0, 1)},
    "foaf:Agent": {"foaf:name": (1, 0)},
    "skos:Concept": {"skos:prefLabel": (1, 0)},
    "skos:ConceptScheme": {"dct:title": (1, 0)},
    "spdx:Checksum": {"spdx:algorithm": (1, 1), "spdx:checksumValue": (1, 1)},
    "dct:PeriodOfTime": {"dcat:startDate": (0, 1), "dcat:endDate": (0, 1)},
}  # fmt: skip
RANGES = {
    "dct:language": "dct:LinguisticSystem", "dct:license": "dct:LicenseDocument", "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime", "dcat:theme": "skos:Concept", "dcat:landingPage": "foaf:Document",
    "dct:accrualPeriodicity": "dct:Frequency", "dcat:contactPoint": "vcard:Kind",
    "dct:format": "dct:MediaTypeOrExtent",
    "dcat:mediaType": "dct:MediaType", "dct:accessRights": "dct:RightsStatement",
    "dct:conformsTo": "dct:Standard",
    "spdx:algorithm": "spdx:ChecksumAlgorithm", "dcat:themeTaxonomy": "skos:ConceptScheme",
    "dcat:accessURL": "rdfs:Resource", "dcat:downloadURL": "rdfs:Resource", "dcat:endpointURL": "rdfs:Resource",
}  # fmt: skip


def listed(value):
    return value if isinstance(value, list) else [value]


def nodes(value):
    """Give every object of a document, from the outside in."""
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key != "@context":
                yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.fixture(scope="module")
def document():
    return jsonld.catalogue(sample.catalogue())


def test_dcat_1_every_node_has_what_its_class_must_have(document):
    wrong = [
        f"{kind} {node.get('@id')}: {name}"
        for node in nodes(document)
        for kind in listed(node.get("@type", []))
        for name, (least, most) in MANDATORY.get(kind, {}).items()
        for count in [len(listed(node[name])) if name in node else 0]
        if count < least or (most and count > most)
    ]
    assert wrong == []
    kinds = {kind for node in nodes(document) for kind in listed(node.get("@type", []))}
    assert kinds >= MANDATORY.keys()


def test_dcat_1_every_node_says_its_class(document):
    typed = {node["@id"] for node in nodes(document) if "@id" in node and "@type" in node}
    wrong = [
        (name, value)
        for node in nodes(document)
        for name, kind in RANGES.items()
        for value in listed(node.get(name, []))
        if kind not in listed(value.get("@type", []))
    ]
    assert wrong == []
    assert document["dct:publisher"]["@id"] in typed


def test_dcat_2_what_is_unknown_is_left_out(document):
    empty = [(key, value) for node in nodes(document) for key, value in node.items() if value in (None, "", [])]
    assert empty == []
    bare = jsonld.catalogue(
        sample.catalogue(
            publisher=sample.Agent(name="X", homepage="https://x.example/"),
            place=sample.Place("X"),
            datasets=(),
        )
    )
    assert "dcat:bbox" not in bare["dct:spatial"]
    assert "dct:issued" not in bare
    assert "foaf:mbox" not in bare["dct:publisher"]


def test_dcat_3_each_distribution_carries_its_size_and_hash(document):
    [file] = document["dcat:dataset"][0]["dcat:distribution"]

    assert file["dcat:byteSize"] == {"@value": "2048", "@type": "xsd:nonNegativeInteger"}
    assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] == "ab" * 32
    assert file["dcat:mediaType"]["@id"].endswith("/media-types/text/csv")


def test_every_prefix_of_the_document_is_in_its_context(document):
    names = {key for node in nodes(document) for key in node if not key.startswith("@")}
    names |= {kind for node in nodes(document) for kind in listed(node.get("@type", []))}
    used = {name.split(":")[0] for name in names}
    assert used <= jsonld.CONTEXT.keys()


def test_pod_1_data_json_has_what_is_required_and_leaves_out_what_was_never_published():
    found = datajson.data_json(sample.catalogue())

    assert found["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    [dataset] = found["dataset"]
    for name in (
        "title",
        "description",
        "keyword",
        "modified",
        "publisher",
        "contactPoint",
        "identifier",
        "accessLevel",
    ):
        assert dataset[name], name
    assert dataset["accrualPeriodicity"] == "R/PT1S"
    assert dataset["contactPoint"]["hasEmail"] == "mailto:datos@example.mx"
    assert dataset["temporal"] == "2025-01-01/2026-11-20"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["distribution"][0]["mediaType"] == "text/csv"


def test_package_1_a_data_package_lists_each_file_with_hash_and_schema():
    found = frictionless.data_package(sample.dataset(), sample.catalogue().publisher)

    [file] = found["resources"]
    assert (file["hash"], file["bytes"]) == (f"sha256:{'ab' * 32}", 2_048)
    assert file["profile"] == "tabular-data-resource"
    kinds = {field["name"]: field["type"] for field in file["schema"]["fields"]}
    assert kinds == {"ocid": "string", "monto": "number", "metodo": "string", "firma": "datetime"}
    constraints = {field["name"]: field.get("constraints") for field in file["schema"]["fields"]}
    assert constraints["ocid"] == {"required": True}
    assert constraints["metodo"] == {"enum": ["open", "direct"]}
    assert found["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("text/csv; charset=utf-8", "CSV"), ("application/geo+json", "GeoJSON"), ("application/x-otro", "X-OTRO")],
)
def test_formats_go_by_the_name_that_people_use(media_type, name):
    assert vocabularies.format_name(media_type) == name
