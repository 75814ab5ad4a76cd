"""Pages of the institutions, their posts, and the people in them."""
