"""Something at a time in a space with people: capacity, sign-up, waiting list, check-in, attendance."""
