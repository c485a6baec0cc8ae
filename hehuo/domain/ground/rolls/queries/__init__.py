"""What the roll's pages read: places with their counts, a home's history, doubles."""
