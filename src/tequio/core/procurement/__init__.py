"""What may be recorded of a contracting process, and what should make its office look again.

Each function takes what is about to be recorded and what is known, and gives its remarks: those that block, and
those that warn and let it pass. What has not been said is not judged, so that the same functions serve while a
person types. Cases and sources stand in docs/rules/contracting.md; the words, with whoever says them.
"""
