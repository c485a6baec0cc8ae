"""The `hehuo` command: Django's management commands, in our words."""

import os
import sys


def main() -> None:
    """Run one management command, as `hehuo COMMAND …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hehuo.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings must be named first

    execute_from_command_line(["hehuo", *sys.argv[1:]])


if __name__ == "__main__":
    main()
