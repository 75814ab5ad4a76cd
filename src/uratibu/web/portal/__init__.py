"""The public site: statistics, places, data sets, traces and search."""
