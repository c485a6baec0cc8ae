"""Edges between things, so that the journey line runs in both directions and no room needs to know what came of it."""
