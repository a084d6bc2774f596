"""The athlete's own calendar (CalDAV): sessions are written into it, and what is done to them there is read back.

In three parts: `client` speaks to a server and knows no plan; `merge` tells what a change means and knows no network,
with `reading` and `writing` for events as text; `exchange` is the order of steps that may be killed anywhere, between
`sides` that it knows by what they do alone: another transport is one more. `sync` does it with a training folder.
"""
