"""What the public pages show, each module for one kind of page."""
