"""Keeping what a voice says each time that it changes."""

from datetime import datetime
from typing import Any

from tequio.participation.forums.models import Contribution, ContributionVersion


def keep_version(voice: Contribution, *, at: datetime, by_office: bool) -> ContributionVersion | None:
    """Keep what a voice says now, unless it is what it said before. The caller holds its row."""
    said = said_of(voice)
    last = voice.versions.first()
    if last and last.said == said:
        return None
    number = last.number + 1 if last else 1
    return ContributionVersion.objects.create(
        contribution=voice, number=number, at=at, said=said, by_office=by_office
    )


def keep_first(voice: Contribution) -> None:
    """Keep what a voice said when it was handed in, ahead of its first change."""
    if voice.submitted_at and not voice.versions.exists():
        keep_version(voice, at=voice.submitted_at, by_office=False)


def said_of(voice: Contribution) -> dict[str, Any]:
    """Return the public answers of a voice in words, by their code. What is not public is in no version."""
    public = {question.code for question in voice.forum.questions.all() if question.public}
    answers = {code: answer for code, answer in voice.answers.items() if code in public}
    pinned = voice.lat is not None and voice.lon is not None
    return {
        "pillar": voice.pillar.name if voice.pillar else "",
        "theme": voice.theme.name if voice.theme else "",
        "problem": voice.problem,
        "title": voice.title,
        "idea": voice.idea,
        "site": voice.site.name if voice.site else "",
        "place": voice.place,
        "point": f"{voice.lat:.5f}, {voice.lon:.5f}" if pinned else "",
        "vision": voice.vision,
        "first_step": voice.first_step,
        **{f"pregunta-{code}": answer for code, answer in sorted(answers.items())},
    }
