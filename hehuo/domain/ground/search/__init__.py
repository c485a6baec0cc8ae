"""One box that finds people, doors and whatever a room registers, by characters and by pinyin initials."""
