"""The door for files that somebody brought: measured, parsed apart, handed over as tables."""
