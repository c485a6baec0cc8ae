"""Backports come in through this door alone, so that a newer Django changes one file."""

from django_tasks import task

__all__ = ["task"]
