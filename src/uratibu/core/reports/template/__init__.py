"""A ministry's own Word file with field names: found, checked before use, filled; nothing runs."""
