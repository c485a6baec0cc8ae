"""Writing recipes, making them public, taking them from elsewhere, and setting them up."""

from hehuo.domain.share.recipes.actions.setting_up import (
    begin_setup,
    note_made,
    reopen_piece,
    skip_piece,
    stop_setup,
)
from hehuo.domain.share.recipes.actions.sharing import share_recipe, take_recipe, take_recipe_back
from hehuo.domain.share.recipes.actions.writing import drop_part, keep_part, move_part, reword_recipe, write_recipe

__all__ = [
    "begin_setup",
    "drop_part",
    "keep_part",
    "move_part",
    "note_made",
    "reopen_piece",
    "reword_recipe",
    "share_recipe",
    "skip_piece",
    "stop_setup",
    "take_recipe",
    "take_recipe_back",
    "write_recipe",
]
