"""What is read of reporting: standings, figures, returns."""
