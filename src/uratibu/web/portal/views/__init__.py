"""The public pages, each module for one kind of page."""
