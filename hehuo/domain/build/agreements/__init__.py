"""What community and partner promise each other: term, price rule, share, nature, stewards."""
