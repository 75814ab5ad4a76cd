"""The people who work here, their roles, and the policy that says what a role may do."""
