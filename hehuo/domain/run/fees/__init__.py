"""Property fees: the rule as the owners decided it, a bill for each home and period, what came, and the rate of it.

Who has not paid is told one by one and never in public (R-35).
"""
