"""Sectioned texts: versions, comments, comparison, output."""
