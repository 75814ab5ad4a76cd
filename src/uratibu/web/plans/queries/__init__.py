"""What is read of plans: the value of a plan, its history, and what its pages show."""
