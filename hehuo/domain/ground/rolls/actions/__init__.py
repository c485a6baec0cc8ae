"""What is done on the roll, by noun: places, homes, changes, people, moves, households, teams, doubles, cares."""
