"""Whose turn it is, due when, done when: the workbench and every time limit read it."""
