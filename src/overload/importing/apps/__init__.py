"""One file per app whose exports are read."""
