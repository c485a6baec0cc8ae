"""Papers taken in row by row (rosters, applications, feedback): staged, checked, mended, committed in batches, undone as one."""
