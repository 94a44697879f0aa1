"""Nothing a reader may not see leaves the server: a made-up show full of markers, read by everybody at every address."""
