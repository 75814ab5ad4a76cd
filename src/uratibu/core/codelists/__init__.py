"""Classifications and their versions: places, sex, age, institutions, status."""
