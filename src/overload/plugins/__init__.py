"""Find plugins, call them one by one and gather what they add; a failure becomes a Problem and costs only its own."""

from __future__ import annotations

from overload.catalog import Catalog
from overload.plugins.choice import Policy as Policy
from overload.plugins.choice import anew as anew
from overload.plugins.choice import current as current
from overload.plugins.choice import in_force as in_force
from overload.plugins.givers import Absence as Absence
from overload.plugins.givers import Givers as Givers
from overload.plugins.givers import merged as merged
from overload.plugins.host import Plugins as Plugins
from overload.plugins.host import has_foreign as has_foreign
from overload.plugins.host import load_all as load_all
from overload.plugins.loading import Plugin as Plugin
from overload.plugins.loading import State as State


def catalog() -> Catalog:
    """Return what there is without a training folder: built in and from installed plugins. May raise PluginError."""
    found = load_all()
    found.refuse(found.problems)
    return found.catalog
