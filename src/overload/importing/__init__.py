"""Files of other apps -> sessions and sets, read by name and never by guess; what is unclear is asked for.

`recognise` is the way in.
"""
