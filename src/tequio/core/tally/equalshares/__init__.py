"""The Method of Equal Shares (Peters, Pierczyński and Skowron, 2021), exact in integers.

``electorate`` merges equal ballots, ``purchases`` runs the method once with a given share per voter, ``ending``
says what is done with the money that it leaves, and ``rule`` registers it all with a reason for every project.
Explained case by case in docs/rules/counting.md.
"""
