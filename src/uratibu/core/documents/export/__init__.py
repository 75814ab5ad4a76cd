"""Texts out to DOCX, HTML and Markdown; each reads back as the same text."""
