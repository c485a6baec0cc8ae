"""The bank's own paper beside our books: a statement taken in whole or not at all, and every line of it explained."""
