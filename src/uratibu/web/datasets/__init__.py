"""New editions of data sets: brought by one person, checked, approved by another."""
