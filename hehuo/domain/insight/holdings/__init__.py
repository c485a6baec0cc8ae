"""What the house keeps of a person, field by field and why (R-32), and what a person may ask for it: to see it, to take
it along, to have it put right, to have it erased.

It stands on the highest storey because it has to know every room: one map of the data (`data_map`) is what the page
shows, what the file holds and what an erasure follows, so that none of the three can forget a column.
"""
