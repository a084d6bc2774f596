x = 1

def (:  # blame
