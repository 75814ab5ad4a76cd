"""Where a figure comes from and what hangs on it: figures with their source, and the trace."""
