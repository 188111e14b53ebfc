"""Rules on how a project is carried out and told about (docs/rules/redflags.md)."""

from datetime import date
from fractions import Fraction

from tequio.core.redflags.facts import ProjectFacts
from tequio.core.redflags.outcomes import Code, Outcome, Why, found, outside, unknown
from tequio.core.redflags.thresholds import Thresholds


def paid_over_built(project: ProjectFacts, limits: Thresholds) -> Outcome:
    """Flag that what is paid runs ahead of what is built, in points of what was contracted.

    Source: the gap of physical against financial progress that works auditors look at (reference, §6).
    """
    if not project.contracted:
        return outside(Code.PAID_OVER_BUILT)
    if project.physical_percent is None and project.paid:
        return unknown(Code.PAID_OVER_BUILT, Why.NO_PROGRESS)
    built = project.physical_percent or 0
    paid = Fraction(100 * project.paid, project.contracted)
    return found(
        Code.PAID_OVER_BUILT,
        raised=paid - built > limits.progress_points,
        paid_percent=int(paid),
        built_percent=built,
        limit=limits.progress_points,
        paid_centavos=project.paid,
        contracted_centavos=project.contracted,
    )


def overrun(project: ProjectFacts, limits: Thresholds) -> Outcome:
    """Flag that the contracts sum up to more than the project was promised."""
    if not project.contracted or not project.budget:
        return outside(Code.OVERRUN)
    over = Fraction(100 * (project.contracted - project.budget), project.budget)
    return found(
        Code.OVERRUN,
        raised=over > limits.overrun_percent,
        over_percent=int(over),
        limit_percent=limits.overrun_percent,
        contracted_centavos=project.contracted,
        promised_centavos=project.budget,
    )


def days_late(project: ProjectFacts, limits: Thresholds, today: date) -> Outcome:
    """Flag a delivery later than promised, or still missing after its day."""
    if project.idle and project.delivered_on is None:
        return outside(Code.DAYS_LATE)
    if project.promised_on is None:
        return unknown(Code.DAYS_LATE, Why.NO_PROMISE)
    days = ((project.delivered_on or today) - project.promised_on).days
    return found(
        Code.DAYS_LATE,
        raised=days > limits.late_days,
        days=days,
        limit=limits.late_days,
        promised_on=project.promised_on.isoformat(),
        state="delivered" if project.delivered_on else "missing",
    )


def late_update(project: ProjectFacts, limits: Thresholds, today: date) -> Outcome:
    """Flag that nothing was reported for long of a project that is going on."""
    if project.delivered_on or project.idle:
        return outside(Code.LATE_UPDATE)
    last = max(project.reported_on or project.began_on, project.began_on)
    days = (today - last).days
    return found(
        Code.LATE_UPDATE,
        raised=days > limits.silent_days,
        days=days,
        limit=limits.silent_days,
        last_on=last.isoformat(),
    )


def missing_evidence(project: ProjectFacts) -> Outcome:
    """Flag a stage told as done without any picture or document."""
    done = [stage for stage in project.stages if stage.done]
    if not done:
        return outside(Code.MISSING_EVIDENCE)
    bare = [stage.name for stage in done if not stage.evidence]
    return found(
        Code.MISSING_EVIDENCE, raised=bool(bare), stages=len(bare), done=len(done), names=", ".join(bare)
    )
