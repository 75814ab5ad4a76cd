"""Figures with their source, and the chain behind anything that can be cited."""
