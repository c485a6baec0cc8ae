"""Lists of applications and of trial feedback as offices keep them: read by meaning, row by row, writing nothing."""
