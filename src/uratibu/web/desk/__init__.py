"""What a person has to do today, gathered from every room."""
