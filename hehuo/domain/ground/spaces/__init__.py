"""Rooms with parts, opening rules, and bookings in unique quarter-hours: overlapping cannot exist."""
