"""The child process that opens strangers' files: it knows nothing of Django and starts in a tenth of a second."""
