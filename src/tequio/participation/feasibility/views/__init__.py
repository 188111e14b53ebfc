"""The pages of feasibility: the liaison's desk and the coordinator's."""
