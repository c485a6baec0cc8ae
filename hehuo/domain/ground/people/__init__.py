"""A person is a human in one community: residents, their homes and households, teams."""
