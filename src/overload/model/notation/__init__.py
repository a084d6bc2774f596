"""How people write sets, and how they are read: `22.5x10,10,9`, `3x10@20kg`, `bw+5x8`, `L10/R9`, `10@rir2`, `-`.

The one reader of the command line, the walk, the page and whatever else takes sets as text; it reads all that the
program prints as well.
"""

from overload.model.notation.limits import MOST_REPS as MOST_REPS
from overload.model.notation.limits import MOST_SETS as MOST_SETS
from overload.model.notation.limits import reps_in as reps_in
from overload.model.notation.limits import reserve_in as reserve_in
from overload.model.notation.meaning import Meaning as Meaning
from overload.model.notation.meaning import UnclearError as UnclearError
from overload.model.notation.reader import parse_sets as parse_sets
from overload.model.notation.session import parse_session as parse_session
from overload.model.notation.tokens import is_word as is_word
from overload.model.notation.tokens import sign_in as sign_in
from overload.model.notation.writing import write_entry as write_entry
from overload.model.notation.writing import write_sets as write_sets
from overload.model.notation.writing import written_rows as written_rows
