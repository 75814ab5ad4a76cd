"""Reads and checks a pack: a country or a set of frameworks as data."""
