"""What a new store starts with: reference data and, marked as such, example data."""
