"""The return as a workbook: written pre-filled, read back cell by cell, marked where wrong."""
