"""What is done with institutions, posts and their holders."""
