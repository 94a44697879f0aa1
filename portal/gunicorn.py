"""The web server's own settings; gunicorn reads this file by its path."""

import os

from portal.env import env
from portal.lib.logs import logging_to_console

_host = env.str("HOST", "127.0.0.1")
bind = [f"[{_host}]:{env.int('PORT', 8000)}" if ":" in _host else f"{_host}:{env.int('PORT', 8000)}"]
worker_class = "gthread"
workers = env.int("WEB_CONCURRENCY", 1)
threads = env.int("WEB_THREADS", 4)
# The workers are forks of one loaded portal, so most of their memory is shared.
preload_app = True
max_requests = 20_000
max_requests_jitter = 2_000
timeout = 30
graceful_timeout = 8
keepalive = 5
# What it writes are uploads and mails.
umask = 0o077
accesslog = None
loglevel = "warning"
if env.str("LOG_FORMAT", "line") == "json":
    logconfig_dict = logging_to_console("WARNING", form="json")
# A heartbeat file on a disk that hangs gets healthy workers killed.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True
forwarded_allow_ips = env.str("FORWARDED_ALLOW_IPS", "127.0.0.1")
