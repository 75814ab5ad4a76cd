"""Institutions over time, the posts in them, and who holds a post."""
