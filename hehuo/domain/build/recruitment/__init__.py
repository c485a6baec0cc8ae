"""Calls for partners, applications, screening, trials, the decision and its posting."""
