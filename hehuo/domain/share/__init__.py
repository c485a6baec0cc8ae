"""享: what came of it goes on: schemes that worked are set up elsewhere."""
