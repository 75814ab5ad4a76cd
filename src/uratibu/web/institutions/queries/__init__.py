"""Reading institutions and posts."""
