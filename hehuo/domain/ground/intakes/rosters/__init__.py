"""What a roster says: homes with their owners, and the people who live in them."""
