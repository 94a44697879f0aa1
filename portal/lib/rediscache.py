"""Django's Redis cache with one client for each pool: making a client costs as much as asking it."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends import redis


class KeptClient(redis.RedisCacheClient):
    """Keeps its clients, which any number of threads may share."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client that reads, or the one that writes."""
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]

    def count(self, key: str, seconds: int) -> int:
        """One more under a key, which lives so long from its first; in one trip, where `incr` and `add` are three."""
        steps = self.get_client(key, write=True).pipeline()
        steps.set(key, 0, ex=seconds, nx=True)
        steps.incr(key)
        return int(steps.execute()[1])


class RedisCache(redis.RedisCache):
    """The cache of `CACHE_URL`."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient

    def count(self, key: str, seconds: int) -> int:
        """How many have been counted under a key, this one among them."""
        client: KeptClient = self._cache  # type: ignore[assignment]
        return client.count(self.make_and_validate_key(key), seconds)
