"""The commitments: frameworks, their norms and what serves them."""
