from django.db.models import CheckConstraint, F, Q


def net_within_gross(name: str) -> CheckConstraint:
    """Return the constraint that an amount before VAT is not more than with it."""
    return CheckConstraint(
        condition=Q(net_centavos__isnull=True) | Q(net_centavos__lte=F("amount_centavos")), name=name
    )
