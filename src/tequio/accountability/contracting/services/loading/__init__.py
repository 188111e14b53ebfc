"""Contracts, payments and suppliers from a spreadsheet, by the same services as at the desk."""

from tequio.accountability.contracting.services.loading.contracts import CONTRACTS
from tequio.accountability.contracting.services.loading.payments import PAYMENTS
from tequio.accountability.contracting.services.loading.suppliers import SUPPLIERS

__all__ = ["CONTRACTS", "PAYMENTS", "SUPPLIERS"]
