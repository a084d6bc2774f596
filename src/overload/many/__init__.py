"""Many athletes in one database: the functions that run on a training folder, on rows instead of files."""

from overload.many.home import RowHome as RowHome
from overload.many.moving import bring as bring
from overload.many.moving import take as take
