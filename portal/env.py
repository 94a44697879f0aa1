"""Everything the operator may say from outside: environment variables, their defaults, and loud refusals."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
# The tests say that there is none: the servers an operator named there are not theirs to empty.
env.read_env(os.environ.get("ADDA_DOTENV", str(BASE_DIR / ".env")), recurse=False)

DATA_DIR = Path(env.str("PORTAL_DATA_DIR", str(BASE_DIR / "data"))).resolve()
PRODUCTION = env.str("ADDA_ENV", "embedded") == "production"


def required(name: str, fallback: str) -> str:
    """The value of a variable that production must set.

    Args:
        name: the environment variable.
        fallback: what stands in its place outside production.

    Raises:
        ImproperlyConfigured: in production, when the variable is missing or empty.
    """
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"ADDA_ENV=production needs {name}, and it is not set.")
    return fallback


def own_address() -> str:
    """Where the portal answers when nobody has said: the port it runs on, or ran on last with this data folder."""
    port = env.str("PORT", "")
    noted = DATA_DIR / "port"
    if not port and noted.is_file():
        port = noted.read_text().strip()
    return f"http://localhost:{port or 8000}"


def secret_key() -> str:
    """`SECRET_KEY`, or the key kept in the data folder, made on the first run.

    Raises:
        ImproperlyConfigured: in production without `SECRET_KEY`.
    """
    if value := required("SECRET_KEY", ""):
        return value
    path = DATA_DIR / "secret_key"
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()
