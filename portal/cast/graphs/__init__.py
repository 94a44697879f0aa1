"""The character graph: how the audience felt, drawn on the server and ending where its reader has watched to."""
