"""Enter the yearly arrangements that the program knows, so that a new office counts working days from its first day."""

from typing import Any

from django.db import migrations

from hehuo.domain.ground.calendar import arrangements


def enter(apps: Any, schema_editor: Any) -> None:
    days = apps.get_model("calendar", "CalendarDay").objects
    days.bulk_create(
        [
            days.model(day=each.day, is_off=each.is_off, name=each.name)
            for year in arrangements.known_years()
            for each in arrangements.arrangement_of(year)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
