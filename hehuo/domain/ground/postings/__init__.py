"""The notice board: a period counted by the calendar, a printed twin, objections, questions and answers."""
