"""Uratibu: the open system behind a National Coordination Mechanism on Migration."""

__version__ = "0.1.0"
