import sys

sys.exit(0)  # blame
