"""What came from outside, made clean."""
