"""The registry of communities, the base of every community's rows, and the tables that hold them to it."""
