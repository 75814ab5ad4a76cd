"""From two Word files to a third one that shows the way between them as tracked changes."""
