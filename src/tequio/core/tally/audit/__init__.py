"""The audit file: what was counted, by which rule, with what result, and a program that counts it again.

``files.files`` gives the files one by one, in chunks; ``archive.stream`` packs them as a zip whose bytes are
always the same for the same input. ``recount.py`` is copied into the zip as it
is, and imports nothing of us.
"""
