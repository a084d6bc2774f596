"""Plan and log as words, tables and plain data: what a person or a script reads."""
