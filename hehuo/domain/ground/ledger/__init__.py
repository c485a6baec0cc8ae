"""Double entry in a small table of units; transfers are never changed, only reversed."""
