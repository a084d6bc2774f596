"""`python -m overload`."""

from overload.cli import main

main()
