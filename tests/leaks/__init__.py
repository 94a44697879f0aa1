"""Nothing a reader may not see leaves the server: a show full of markers, read by everybody at every address."""
