"""Documents whose figures are bound to releases."""
