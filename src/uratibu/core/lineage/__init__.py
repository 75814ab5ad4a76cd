"""What came from what, from norms down to the rows of a source and back."""
