"""Rooms with parts, opening hours by weekday and season, and bookings in unique quarter-hours: none can overlap.

Whose a room is and what that allows, when it is open for whom, and who holds it when. Who may ask for it, how often,
and who waits for it, is the room `bookings` above."""
