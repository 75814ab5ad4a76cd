"""The rules of coordination, in plain Python: no web framework, no network."""
