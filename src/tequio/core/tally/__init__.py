"""Counting votes: elections, rules, ties, explanations, and Pabulib files. Pure and exact.

``pabulib`` reads and writes files, ``elections`` holds what is counted, ``scores`` turns ballots into
standings, ``rules`` is the registry of counting rules, ``counting.count`` runs one of them and ``results``
writes the outcome as JSON. The rules are explained, case by case, in docs/rules/counting.md.
"""
