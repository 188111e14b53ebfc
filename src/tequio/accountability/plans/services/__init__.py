"""Writes of plans: the plan, its tree, its indicators, where voices end, and telling them."""

from tequio.accountability.plans.services.annex import keep_annex
from tequio.accountability.plans.services.deciding import decide
from tequio.accountability.plans.services.errors import DecisionError, IndicatorError, PlanError, TreeError
from tequio.accountability.plans.services.indicators import keep_indicator, measure, remove_indicator
from tequio.accountability.plans.services.plans import change_plan, create_plan, publish_plan
from tequio.accountability.plans.services.publishing import publish_decisions
from tequio.accountability.plans.services.tree import keep_element, move_element, remove_element

__all__ = [
    "DecisionError",
    "IndicatorError",
    "PlanError",
    "TreeError",
    "change_plan",
    "create_plan",
    "decide",
    "keep_annex",
    "keep_element",
    "keep_indicator",
    "measure",
    "move_element",
    "publish_decisions",
    "publish_plan",
    "remove_element",
    "remove_indicator",
]
