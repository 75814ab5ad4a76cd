"""Returns of institutions, evidence, the plan's targets against released figures."""
