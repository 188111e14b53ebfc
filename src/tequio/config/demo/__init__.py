"""The demonstration city, made by the same factories as the tests."""
