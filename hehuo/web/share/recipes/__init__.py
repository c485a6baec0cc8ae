"""Pages of recipes: schemes that worked, kept, made public, taken from elsewhere and set up place by place."""
