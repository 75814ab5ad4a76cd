"""What people do here, and what the night does."""
