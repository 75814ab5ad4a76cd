"""The query model; `engines` run it, and reference.py gives its meaning."""
