"""What a person has to do, read from every room."""
