"""plan.toml: read it, write a fresh one, and (in `edit`) change one value and keep the rest."""

from overload.config.build import default_weekdays as default_weekdays
from overload.config.build import with_own as with_own
from overload.config.reading import parse as parse
from overload.config.reading import read_plan as read_plan
from overload.config.reading import read_tables as read_tables
from overload.config.settings import read_settings as read_settings
from overload.config.tables import IS_MISSING as IS_MISSING
