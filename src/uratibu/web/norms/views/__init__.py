"""Pages of the norms and of the crosswalks between them."""
