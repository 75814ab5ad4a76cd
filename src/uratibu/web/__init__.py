"""People at work: one Django app a task, named as its core room."""
