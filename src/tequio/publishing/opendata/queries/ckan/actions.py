"""The actions of CKAN's API that read. Each takes what was asked and gives what CKAN would."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from tequio.core.dcat import vocabularies as known
from tequio.core.text import plain
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.queries import reads
from tequio.publishing.opendata.queries.ckan import search, store
from tequio.publishing.opendata.queries.ckan.asked import Asked, Missing
from tequio.publishing.opendata.queries.ckan.packages import (
    Holdings,
    Said,
    as_uuid,
    holdings,
    in_store,
    resource,
)
from tequio.publishing.opendata.types import DatasetSpec, dataset

VERSION = "2.10.0"  # of the CKAN whose shapes these are
_MOST = 1_000

Action = Callable[[Asked], Any]


def package_list(asked: Asked) -> list[str]:
    """Return the names of the site's datasets, sorted."""
    names = sorted(shelf.spec.slug for shelf in reads.catalogue())
    return _page(names, asked)


def current_package_list_with_resources(asked: Asked) -> list[Said]:
    """Return the site's datasets and their resources, the latest changed first."""
    found = sorted(holdings().packages.values(), key=lambda one: one["metadata_modified"] or "", reverse=True)
    return _page(found, asked)


def package_show(asked: Asked) -> Said:
    """Return the metadata of a dataset and its resources.

    :param id: the id or name of the dataset
    """
    name = asked.needed("id", "name_or_id")
    found = holdings().find(name)
    if found is None:
        raise Missing
    return found


def package_search(asked: Asked) -> Said:
    """Search for datasets.

    :param q: the query
    :param fq: filters
    :param sort: such as ``metadata_modified desc``
    :param rows: how many, at most 1000
    :param start: from which
    :param facet.field: a list of organization, groups, tags, res_format, license_id
    """
    return search.search(list(holdings().packages.values()), asked)


def package_autocomplete(asked: Asked) -> list[Said]:
    """Return datasets whose name or title contains a text.

    :param q: the text
    :param limit: how many, 10 by default
    """
    words = plain(asked.text("q"))
    limit = asked.number("limit", 10, most=_MOST)
    found = []
    for one in holdings().packages.values():
        if words in plain(one["name"]) or words in plain(one["title"]):
            field = "name" if words in plain(one["name"]) else "title"
            found.append({"name": one["name"], "title": one["title"], "match_field": field,
                          "match_displayed": f"{one['title']} ({one['name']})"})  # fmt: skip
    return found[:limit]


def resource_show(asked: Asked) -> Said:
    """Return the metadata of a resource: any published file.

    :param id: the id of the resource
    """
    spec, one = _resource(asked.needed("id"))
    return resource(spec, one, position=reads.position(one))


def resource_search(asked: Asked) -> Said:
    """Search for resources.

    :param query: ``field:text``, or several in a list
    """
    return search.resources(list(holdings().packages.values()), asked)


def datastore_search(asked: Asked) -> Said:
    """Search the rows of a table.

    :param resource_id: the id of a CSV resource of modest size
    :param filters: ``{"column": value}`` or ``{"column": [value, value]}``
    :param q: words, or ``{"column": words}``
    :param fields, sort, limit, offset, include_total, records_format
    """
    spec, one = _resource(asked.needed("resource_id", "id"))
    if not in_store(one):
        raise Missing(f"Resource {one.uid} was not found in the datastore.")
    return store.search(one, spec.table(one.stem), asked)


def datastore_info(asked: Asked) -> Said:
    """Return the columns of a table and how many rows it has.

    :param id: the id of a CSV resource of modest size
    """
    spec, one = _resource(asked.needed("id", "resource_id"))
    if not in_store(one):
        raise Missing(f"Resource {one.uid} was not found in the datastore.")
    found = store.search(one, spec.table(one.stem), Asked({"limit": 0}))
    return {"meta": {"id": str(one.uid), "count": found["total"], "table_type": "BASE TABLE"},
            "fields": found["fields"]}  # fmt: skip


def organization_list(asked: Asked) -> list[Any]:
    """Return the organizations of the site: the municipality.

    :param all_fields: whether to tell all of each
    """
    held = holdings()
    full = held.organization | {"display_name": held.organization["title"], "package_count": len(held.packages)}
    return [full] if asked.flag("all_fields") else [held.organization["name"]]


def organization_show(asked: Asked) -> Said:
    """Return an organization.

    :param id: its id or name
    :param include_datasets: whether to tell its datasets
    """
    name, held = asked.needed("id"), holdings()
    if name not in {held.organization["id"], held.organization["name"]}:
        raise Missing
    return _whole(held.organization, list(held.packages.values()), asked)


def group_list(asked: Asked) -> list[Any]:
    """Return the groups of the site: the themes that datasets have.

    :param all_fields: whether to tell all of each
    """
    groups = _groups(holdings())
    if asked.flag("all_fields"):
        return [one | {"package_count": len(names)} for one, names in groups.values()]
    return list(groups)


def group_show(asked: Asked) -> Said:
    """Return a group.

    :param id: its id or name
    :param include_datasets: whether to tell its datasets
    """
    name, held = asked.needed("id"), holdings()
    for one, packages in _groups(held).values():
        if name in {one["id"], one["name"]}:
            return _whole(one | {"type": "group", "state": "active", "is_organization": False}, packages, asked)
    raise Missing


def tag_list(asked: Asked) -> list[Any]:
    """Return the tags of the site, or those that contain a text.

    :param query: the text
    :param all_fields: whether to tell all of each
    """
    words = plain(asked.text("query"))
    found = {name: one for name, one in _tags(holdings()).items() if words in plain(name)}
    return list(found.values()) if asked.flag("all_fields") else list(found)


def tag_show(asked: Asked) -> Said:
    """Return a tag.

    :param id: its id or name
    :param include_datasets: whether to tell its datasets
    """
    name, held = asked.needed("id"), holdings()
    found = next((one for one in _tags(held).values() if name in {one["id"], one["name"]}), None)
    if found is None:
        raise Missing
    tagged = [one for one in held.packages.values() if found["name"] in [tag["name"] for tag in one["tags"]]]
    return found | {"packages": tagged} if asked.flag("include_datasets") else found


def license_list(asked: Asked) -> list[Said]:
    """Return the licences that datasets may have."""
    del asked
    return [
        {"id": ckan, "title": spdx, "url": url, "status": "active", "od_conformance": "approved",
         "domain_content": False, "domain_data": True, "domain_software": False, "family": "", "maintainer": "",
         "osd_conformance": "not reviewed", "is_generic": False}
        for url, (spdx, ckan) in known.LICENCES.items()
    ]  # fmt: skip


def format_autocomplete(asked: Asked) -> list[str]:
    """Return the formats of files that contain a text.

    :param q: the text
    """
    words = plain(asked.text("q"))
    return [name.lower() for name in reads.formats(reads.catalogue()) if words in plain(name)]


def status_show(asked: Asked) -> Said:
    """Return what the site is."""
    del asked
    who = reads.publisher()
    return {
        "site_title": who.name,
        "site_description": _("Datos abiertos de %s") % who.name,
        "site_url": settings.PUBLIC_URL,
        "ckan_version": VERSION,
        "error_emails_to": None,
        "locale_default": "es",
        "extensions": ["datastore"],
    }


def site_read(asked: Asked) -> bool:
    """Return whether the site may be read: always."""
    del asked
    return True


def help_show(asked: Asked) -> str:
    """Return what an action does.

    :param name: the name of the action
    """
    name = asked.needed("name")
    if name not in ACTIONS:
        raise Missing("Action name not found")
    return (ACTIONS[name].__doc__ or "").strip()


def _page(found: list[Any], asked: Asked) -> list[Any]:
    offset = asked.number("offset", 0, most=10**9)
    limit = asked.number("limit", _MOST, most=_MOST) or _MOST
    page = asked.number("page", 0, most=10**6)
    offset = offset or max(page - 1, 0) * limit
    return found[offset : offset + limit]


def _resource(name: str) -> tuple[DatasetSpec, PublishedFile]:
    """Return a published file by its id, with its dataset. One query."""
    uid = as_uuid(name)
    one = reads.file_by_uid(uid) if uid else None
    if one is None:
        raise Missing
    return dataset(one.dataset) or DatasetSpec(slug=one.dataset, title=one.dataset, description=""), one


def _whole(one: Said, packages: list[Said], asked: Asked) -> Said:
    """Return an organization or a group with how many datasets it has, and these if asked for."""
    told = one | {
        "display_name": one["title"],
        "package_count": len(packages),
        "extras": [],
        "groups": [],
        "tags": [],
        "users": [],
        "num_followers": 0,
        "image_display_url": "",
    }
    return told | {"packages": packages} if asked.flag("include_datasets") else told


def _groups(held: Holdings) -> dict[str, tuple[Said, list[Said]]]:
    found: dict[str, tuple[Said, list[Said]]] = {}
    for package in held.packages.values():
        for one in package["groups"]:
            found.setdefault(one["name"], (one, []))[1].append(package)
    return dict(sorted(found.items()))


def _tags(held: Holdings) -> dict[str, Said]:
    found = {one["name"]: one for package in held.packages.values() for one in package["tags"]}
    return dict(sorted(found.items()))


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        package_list, current_package_list_with_resources, package_show, package_search, package_autocomplete,
        resource_show, resource_search, datastore_search, datastore_info, organization_list, organization_show,
        group_list, group_show, tag_list, tag_show, license_list, format_autocomplete, status_show, site_read,
        help_show,
    )
}  # fmt: skip
# Other names that CKAN gives to the same, or that have nothing to tell here.
ACTIONS |= {
    "dataset_search": package_search,
    "tag_autocomplete": lambda asked: tag_list(Asked({"query": asked.text("q") or asked.text("query")})),
    "organization_list_for_user": lambda _asked: [],
    "group_list_authz": lambda _asked: [],
    "user_list": lambda _asked: [],
    "vocabulary_list": lambda _asked: [],
}
WRITES = ("_create", "_update", "_delete", "_patch", "_purge", "_upsert", "_revise", "_invite", "_reorder")
