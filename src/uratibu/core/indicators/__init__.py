"""Definitions of what is measured: concept, unit, disaggregation, method, direction."""
