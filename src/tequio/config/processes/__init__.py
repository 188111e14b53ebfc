"""The running site: the web server, the worker, and the parent that watches both in a demonstration."""
