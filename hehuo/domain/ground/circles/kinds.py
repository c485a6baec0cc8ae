"""How long things take in a circle, and how much is said at once."""

ANSWER_WITHIN = 2  # working days for a question of neighbours
NOTICE_DAYS = 14  # a notice stands two weeks unless its writer says otherwise
TITLE_LIMIT = 60
TEXT_LIMIT = 1000
AT_ONCE = 200  # people told in one transaction
