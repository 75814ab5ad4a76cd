"""Texts: read from what people write in, mapped from version to version, checked and compared."""
