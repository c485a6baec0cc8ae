"""Lists of past fairs as offices keep them: `reading` finds rows by meaning, `cells` a cell, `matching` a kind."""
