"""Knocking at doors: which homes somebody means to visit on a day, in which order, and who was at home."""
