"""Courses and other series of sessions."""
