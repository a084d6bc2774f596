"""Beginning: what is asked for a first plan, how answers are read, and what they come to; on a terminal or a page."""
