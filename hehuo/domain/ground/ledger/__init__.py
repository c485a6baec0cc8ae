"""Double entry in a small table of units; transfers are never changed, only reversed.

One row moves one positive amount of one unit from one account to another, so the books balance by construction.
Accounts keep their totals, moved in the writing transaction; a community's head row numbers its transactions without
gaps and holds the date until which the books are closed. The room that calls `post` asks who may.
"""
