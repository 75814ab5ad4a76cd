"""The plan: brought in, checked, changed, frozen, compared, taken away."""
