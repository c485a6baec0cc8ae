"""What the house tells a person, once, and whether they have read it."""
