"""The ballot box: what makes a ballot secret and its count checkable. Pure: time and chance are parameters.

``merkle`` is the append-only log, ``heads`` its signed states, ``receipts`` what a voter takes home, ``blind``
the token that nobody can tie to a person, ``entries`` a ballot as it is published, ``mix`` the commitments that
tie the log to the published ballots without saying which is whose, ``sealing`` how entries lie at rest and
``board`` the files that anyone may download. ``verify.py`` beside them is no part of the product: it is the
script without dependencies that travels with those files and checks them. The rules are in
docs/rules/secrecy.md.
"""
