"""Feeds and the phone page over HTTP (extra `web`).

    app = make_app(Settings(root))        # an ASGI application
    serve(Settings(root), host, port)     # until it is told to stop

Feeds come from their published files, by this process alone. Whatever needs a plan is made in worker processes, which
can be stopped. A request never becomes part of a path: links are looked up, and what is found is served.
"""
