"""The typed profile of OC4IDS 0.9.5, the standard of infrastructure projects, as structures of our own.

The fields, their types and their codelists are facts of the standard (Open Contracting for Infrastructure Data
Standards, project schema). From these classes ``schema`` generates the JSON Schema that validation uses.
"""
