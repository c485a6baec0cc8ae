"""Where people live: estate, building, stairwell, home, household, grid; numbers as people write them."""
