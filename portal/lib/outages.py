"""The errors that mean: something the portal leans on is slow, full or gone, and the reader should come back later."""

from django.db import InterfaceError, OperationalError

try:
    from redis.exceptions import RedisError
except ImportError:  # only the grown form brings Redis
    OUTAGES: tuple[type[Exception], ...] = (OperationalError, InterfaceError, OSError)
else:
    OUTAGES = (OperationalError, InterfaceError, OSError, RedisError)
