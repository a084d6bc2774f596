"""What SQL says otherwise from one database to another: the only place that knows it.

Statements are written once, with a question mark for each value, and with the words of `Dialect` where they differ.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Dialect(NamedTuple):
    """How a database says what has no common word.

    `numbers` and `texts` are the rows of a list that is given as one JSON text, `no_limit` is as many rows as there
    are. `mark` stands for a value.
    """

    numbers: str
    texts: str
    no_limit: int | None
    mark: str = "?"

    def said(self, sql: str) -> str:
        """Return a statement of ours as this database wants it."""
        return sql if self.mark == "?" else sql.replace("?", self.mark)


_EACH: Final = "SELECT value FROM json_each(?)"
SQLITE: Final = Dialect(numbers=_EACH, texts=_EACH, no_limit=-1)
POSTGRES: Final = Dialect(
    numbers="SELECT value::bigint FROM json_array_elements_text(?::json)",
    texts="SELECT value FROM json_array_elements_text(?::json)",
    no_limit=None,
    mark="%s",
)

ADDRESS: Final = "postgresql://"
"""How the address of a database begins that is no file."""
DRIVER: Final = "psycopg"
"""The package that speaks with it."""
