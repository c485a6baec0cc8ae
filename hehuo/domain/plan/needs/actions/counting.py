"""How many voices and how many homes are behind a need. Voices (人次) and homes (户) are never mixed."""

from hehuo.domain.plan.needs.models import Need, Voice


def recount(need: Need) -> None:
    """Count anew; a home counts once, by the roll or else by its door as it was noted. Inside a transaction."""
    doors = list(Voice.objects.filter(need=need).values_list("home_id", "door"))
    need.voice_count = len(doors)
    need.home_count = len({home or door for home, door in doors if home or door})
    need.save(update_fields=["voice_count", "home_count"])
