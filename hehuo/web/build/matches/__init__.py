"""The pages on which three lists are matched."""
