"""Recipes: a scheme that worked, kept without its people, dates and figures, and set up in another estate (B10)."""
