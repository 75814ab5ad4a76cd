"""Texts in from DOCX, ODT, HTML and Markdown; what cannot be kept is named with its paragraph."""
