"""The workbench of the government's people: pending work first."""
