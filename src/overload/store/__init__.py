"""overload.db and the files of a training folder: nothing that was acknowledged is ever lost."""

from overload.store.backups import backups_folder as backups_folder
from overload.store.backups import newest_backup as newest_backup
from overload.store.codec import Run as Run
from overload.store.codec import load_from_json as load_from_json
from overload.store.codec import load_to_json as load_to_json
from overload.store.codec import prescription_from_json as prescription_from_json
from overload.store.codec import prescription_to_json as prescription_to_json
from overload.store.files import folder_lock as folder_lock
from overload.store.files import replace_file as replace_file
from overload.store.store import Store as Store
from overload.store.store import backup_daily as backup_daily
from overload.store.store import open_store as open_store
