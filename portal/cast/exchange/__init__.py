"""The catalogue in and out: the portal's own format, TVmaze's, and a folder of scenes; export, import, open dump."""
