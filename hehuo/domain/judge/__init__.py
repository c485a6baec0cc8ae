"""评 (judge): what came of it, said by those who saw it; the partner's year, and what a good year opens."""
