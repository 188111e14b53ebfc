"""What unmodified clients make of the catalogue: ckanapi, pyshacl and frictionless.

Started by ``benchmarks/probe_catalogue.py`` with the Python of that folder. Arguments: the address of the site,
and a file of SHACL shapes (ours, or the official ones).
"""

import hashlib
import sys
import urllib.request
from pathlib import Path
from typing import Any

import frictionless
import pyshacl
import rdflib
from ckanapi import NotFound, RemoteCKAN
from ckanapi.errors import NotAuthorized, ValidationError


def fetched(url: str) -> bytes:
    """Return the bytes at an address."""
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - the address of our own server
        return answer.read()


def probe_ckan(site: str, *, get_only: bool) -> dict[str, int]:
    """List, show, search and download everything with an unmodified RemoteCKAN."""
    told = {"datasets": 0, "files": 0, "bytes": 0, "tables": 0, "rows": 0}
    with RemoteCKAN(site, user_agent="probe", get_only=get_only) as ckan:
        assert ckan.action.site_read() is True
        names = ckan.action.package_list()
        assert names == sorted(names)
        for name in names:
            package = ckan.action.package_show(id=name)
            assert ckan.action.package_show(id=package["id"]) == package
            found = ckan.action.package_search(q=f"name:{name}")
            assert [one["name"] for one in found["results"]] == [name], found
            told["datasets"] += 1
            for resource in package["resources"]:
                probe_resource(ckan, resource, told)
        assert ckan.action.package_search(q="zzz-nada")["count"] == 0
        assert ckan.action.package_search(rows=1000)["count"] == len(names)
        [city] = ckan.action.organization_list()
        assert ckan.action.organization_show(id=city)["package_count"] == len(names)
        for group in ckan.action.group_list():
            assert ckan.action.group_show(id=group, include_datasets=True)["packages"]
        refusals(ckan)
    return told


def probe_resource(ckan: RemoteCKAN, resource: dict[str, Any], told: dict[str, int]) -> None:
    """Download a file, compare it with its hash, and read its rows if it is a table."""
    assert ckan.action.resource_show(id=resource["id"]) == resource
    content = fetched(resource["url"])
    assert len(content) == resource["size"], resource["url"]
    assert hashlib.sha256(content).hexdigest() == resource["hash"].removeprefix("sha256:"), resource["url"]
    told["files"] += 1
    told["bytes"] += len(content)
    if resource["datastore_active"]:
        page = ckan.action.datastore_search(resource_id=resource["id"], limit=5)
        assert len(page["records"]) == min(5, page["total"])
        told["tables"] += 1
        told["rows"] += page["total"]


def refusals(ckan: RemoteCKAN) -> None:
    """Meet each kind of refusal as ckanapi knows it."""
    for act, error in (
        (lambda: ckan.action.package_show(id="zzz-nada"), NotFound),
        (ckan.action.package_show, ValidationError),
        (lambda: ckan.action.package_search(rows="muchas"), ValidationError),
        (lambda: ckan.action.package_create(name="x"), NotAuthorized),
    ):
        try:
            act()
        except error:
            continue
        raise AssertionError(error)


def probe_shapes(site: str, shapes: str) -> int:
    """Hold the DCAT document against shapes. Returns how many triples it has."""
    graph = rdflib.Graph().parse(data=fetched(f"{site}/datos/catalogo.jsonld"), format="json-ld")
    rules = rdflib.Graph().parse(shapes, format="json-ld" if shapes.endswith("jsonld") else "turtle")
    conforms, _report, words = pyshacl.validate(graph, shacl_graph=rules, inference=None)
    assert conforms, words
    return len(graph)


def probe_packages(site: str, names: list[str]) -> int:
    """Validate each table of each Data Package, rows and hashes included. Returns how many tables."""
    tables = 0
    for name in names:
        descriptor = frictionless.Package(f"{site}/datos/{name}/datapackage.json")
        for resource in descriptor.resources:
            if resource.format != "csv" or not resource.schema.fields:
                continue
            report = resource.validate()
            assert report.valid, (name, report.flatten(["rowNumber", "fieldName", "message"])[:5])
            tables += 1
    return tables


def main() -> None:
    """Run every probe and print what each found."""
    site, shapes = sys.argv[1].rstrip("/"), sys.argv[2]
    for get_only in (False, True):
        told = probe_ckan(site, get_only=get_only)
        how = "GET" if get_only else "POST"
        print(f"ckanapi by {how}: " + ", ".join(f"{value:,} {name}" for name, value in told.items()))
    print(f"DCAT: {probe_shapes(site, shapes):,} triples conform to {Path(shapes).name}")
    with RemoteCKAN(site) as ckan:
        names = ckan.action.package_list()
    print(f"Frictionless: {probe_packages(site, names):,} tables valid with their schemas and hashes")


if __name__ == "__main__":
    main()
