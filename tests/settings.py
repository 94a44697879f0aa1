"""The portal's own settings, in a data folder that lives as long as the tests do."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="adda-tests-")
os.mkdir(os.path.join(_folder, "static"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PORTAL_DATA_DIR"] = _folder
os.environ["ADDA_DOTENV"] = os.path.join(_folder, "no.env")
os.environ.setdefault("SITE_URL", "http://localhost:8000")
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker and os.environ.get("CACHE_URL") and "ADDA_TEST_CACHE" not in os.environ:
    # Workers have databases of their own; in one cache they would read and empty each other's.
    _server = os.environ["CACHE_URL"].rpartition("/")[0]
    os.environ["ADDA_TEST_CACHE"] = os.environ["CACHE_URL"] = f"{_server}/{4 + int(_worker.removeprefix('gw'))}"

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

JOIN_SECONDS_AT_LEAST = 0  # tests type faster than anybody; those of the rule set it
PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
UNDO_SECONDS = 0  # tests of the window set it
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, like the real one: a database in memory has no write-ahead log and other locks.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
    # Nobody pulls the plug on a test; those that kill real processes start them with the portal's own settings.
    _said = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = _said.replace("synchronous=FULL", "synchronous=OFF")
else:
    # A statement that is slow on a busy machine is no fault of what is tested; the drills' portals have their own end.
    DATABASES["default"]["OPTIONS"]["options"] = "-c statement_timeout=60000"
    del DATABASES["default"]["WEB_PATIENCE"]
