"""Engines that run a Selection; all give the same cells as `reference`."""
