"""Frameworks, objectives, commitments and how they relate."""
