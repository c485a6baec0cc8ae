"""Who did what, when, to which thing, for whom: append-only; the lowest room, so actors and things are plain ids."""
