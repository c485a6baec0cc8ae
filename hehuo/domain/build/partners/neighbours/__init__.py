"""Lists of neighbour partners as offices keep them: read by meaning, sorted into persons, compared."""
