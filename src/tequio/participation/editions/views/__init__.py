"""The pages of editions: what anyone sees, and the workbench of the coordinator."""
