"""A plan that somebody brought as a file: its cells, its columns, what it changes."""
