"""Benchmarks: one module a subject, each with `rows()`; `hehuo bench` runs them turn about on both databases."""
