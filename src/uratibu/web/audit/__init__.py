"""Who did what, and when: rows that are added and never changed."""
