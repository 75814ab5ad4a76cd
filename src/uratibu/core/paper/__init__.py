"""What Word files of every room are made of: their styles, and parts the library lacks."""
