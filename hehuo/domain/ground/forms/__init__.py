"""Questions put to people and their answers: feedback after a session, surveys."""
