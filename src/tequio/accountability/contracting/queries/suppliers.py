"""Named reads of the roll of suppliers."""

import re
from collections.abc import Collection

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from tequio.accountability.contracting.models import Award, Contract, Process, Supplier
from tequio.accountability.contracting.types import ContractStatus

_NUMBER = re.compile(r"P-(\d{1,9})")


def roll(search: str = "") -> QuerySet[Supplier]:
    """Return the suppliers whose name, RFC or roll number has the text, by name, with what they won."""
    found = Supplier.objects.annotate(
        won=Count("awards", filter=Q(awards__cancelled=False), distinct=True)
        + Count("shared_awards", filter=Q(shared_awards__cancelled=False), distinct=True),
        offered=Count("bids", distinct=True),
    )
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(rfc__icontains=word) | Q(roll_number__icontains=word))
    return found.order_by("name", "pk")


def winners(search: str = "") -> QuerySet[Supplier]:
    """Return who has contracts that stand, the largest sum first, with their number and centavos.

    A contract of several counts whole for each of them. The search looks at what is public: the name, and the
    RFC of legal persons.
    """
    live = Contract.objects.exclude(status=ContractStatus.CANCELLED.value).order_by()
    alone, together = live.filter(award__supplier=OuterRef("pk")), live.filter(award__partners=OuterRef("pk"))
    found = Supplier.objects.annotate(
        contracts_count=_reckoned(alone, Count("pk")) + _reckoned(together, Count("pk")),
        contracted=_reckoned(alone, Sum("amount_centavos")) + _reckoned(together, Sum("amount_centavos")),
    ).filter(contracts_count__gt=0)
    for word in search.split():
        named = Q(name__icontains=word, unnamed=False)
        found = found.filter(named | Q(rfc__icontains=word, natural_person=False))
    return found.order_by(F("contracted").desc(), "pk")


def _reckoned(contracts: QuerySet[Contract], what: Count | Sum) -> Coalesce:
    """Return a figure of some contracts as part of another query; nothing is zero."""
    figure = contracts.annotate(one=Value(1)).values("one").annotate(figure=what).values("figure")
    return Coalesce(Subquery(figure, output_field=BigIntegerField()), 0)


def supplier(supplier_id: int) -> Supplier | None:
    """Return a supplier of the roll, or None."""
    return Supplier.objects.filter(pk=supplier_id).first()


def by_public_key(key: str) -> Supplier | None:
    """Return who goes by a public key: a legal person by the RFC, a natural one by the city's number."""
    number = _NUMBER.fullmatch(key)
    if number:
        return Supplier.objects.filter(pk=int(number[1]), natural_person=True).first()
    return Supplier.objects.filter(rfc=key.upper(), natural_person=False).first()


def contracts_of(supplier: Supplier) -> list[Contract]:
    """Return the contracts of a supplier, alone or with others, the latest first."""
    mine = Q(award__supplier=supplier) | Q(award__partners=supplier)
    found = Contract.objects.filter(mine).select_related("process__project", "process__procedure", "award")
    return list(found.prefetch_related("payments").distinct().order_by("-signed_on", "-pk"))


def proposals_of(supplier: Supplier) -> int:
    """Return in how many processes a supplier made a proposal."""
    return supplier.bids.values("process").distinct().count()


def natural_persons() -> set[int]:
    """Return the ids of the natural persons in the roll."""
    return set(Supplier.objects.filter(natural_person=True).values_list("pk", flat=True))


def processes_naming(suppliers: Collection[int]) -> list[int]:
    """Return the ids of the processes that name any of these suppliers, each once, in order."""
    awards = Award.objects.filter(Q(supplier__in=suppliers) | Q(partners__in=suppliers)).values("process")
    named = (
        Q(pk__in=awards)
        | Q(bids__supplier__in=suppliers)
        | Q(quote_requests__invited__in=suppliers)
        | Q(quote_requests__quotes__supplier__in=suppliers)
        | Q(meetings__attendees__in=suppliers)
    )
    return list(Process.objects.filter(named).order_by("pk").values_list("pk", flat=True).distinct())
