"""What every context stands on: pages, jobs, the audit log, files, territory, accounts."""
