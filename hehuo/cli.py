"""The `hehuo` command: Django's management commands, in our words."""

import gc
import os
import sys


def main() -> None:
    """Run one management command, as `hehuo COMMAND …`."""
    # A roster of 100,000 rows makes millions of objects and hardly a ring: looking for rings less often saves a tenth.
    gc.set_threshold(50_000, 20, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hehuo.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings must be named first

    execute_from_command_line(["hehuo", *sys.argv[1:]])


if __name__ == "__main__":
    main()
