"""The typed profile: OCDS 1.1 and the Mexican extensions (EDCA), as structures of our own.

The fields, their types and their codelists are facts of the standard (Open Contracting Data Standard 1.1,
release reference). From these classes ``schema`` generates the JSON Schema that validation uses.
"""
