"""Fairs (集市): a day in an open place with stalls, each of one kind of service, run by a unit.

Person-times (人次) are counted at each stall and only ever added to; persons (人数) are counted at the gate, and
the two are never mixed (R-41). Fairs of past years come in from the lists that offices kept.
"""
