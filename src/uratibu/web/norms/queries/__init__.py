"""Norms as the public reads them, and what serves them."""
