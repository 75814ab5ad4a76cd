"""A plan as files for others: pure functions from the model to bytes."""
