"""What was done: returns of institutions, targets against released figures, status of actions."""
