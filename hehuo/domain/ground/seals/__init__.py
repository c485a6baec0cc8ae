"""Journal and books sealed in batches, each seal chained to the one before; verify names the row that differs.

Only journal entries are sealed: an entry of the books carries the digest of its transaction, so a seal covers the
transfers too. A seal's code, 20 letters of 5 bits, stands on every published account and on paper.
"""
