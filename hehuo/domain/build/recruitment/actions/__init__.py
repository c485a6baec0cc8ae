"""What is done on the way in, by noun: calls, applications, screening, trials, decisions."""
