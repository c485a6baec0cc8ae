"""The house's own settings, with what tests must never touch or wait for turned aside."""

import atexit
import os
import shutil
import tempfile

if "HEHUO_TEST_VAR" not in os.environ:  # the workers of one run share the directory its first process makes
    os.environ["HEHUO_TEST_VAR"] = tempfile.mkdtemp(prefix="hehuo-test-")
    atexit.register(shutil.rmtree, os.environ["HEHUO_TEST_VAR"], ignore_errors=True)
os.environ["HEHUO_VAR"] = os.environ["HEHUO_TEST_VAR"]
os.environ["HEHUO_MODE"] = "demo"

from hehuo.config.settings import *  # noqa: F403  only after the directory is named
from hehuo.config.settings import DATABASES, STORAGES, VAR

# A file, not memory: several processes write to it at once, as in an office. Only the wait for the disk goes.
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages are tested without the built CSS and scripts.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SECOND_FACTOR = False  # whoever is let in by a fixture showed no second proof; tests about it switch it on
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
