"""Who may come to something, and under what cover: ages, groups, company, insurance, a permit, free places (R-11)."""
