"""What neighbours, partners and units can lend or do (资源清单), and the trees and plots that somebody adopts.

A resource is offered, confirmed by the office and listed until its last day; a tree has its number, its adopter and its
next day of care. What falls due is told once for each due date, whatever the clock or the worker does.
"""
