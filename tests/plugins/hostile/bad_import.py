import overload
import no_such_module_anywhere  # blame
