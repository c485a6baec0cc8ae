"""What residents, office and partners get done together: begun from a need or a decision, paid from several pots,
watched by those who live there, accepted by them, and looked after once it stands.

What was really spent is not kept here: it is asked of the books, whose payments hang on a project by a thread.
"""
