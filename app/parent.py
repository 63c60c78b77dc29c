"""A process that ends with the one that started it, however that ended."""

import os
import signal
import sys
import threading
import time

PARENT_VARIABLE = "IWM_PARENT_PROCESS"  # the number of the process that started this one
LOOK = 0.5  # seconds between two looks
PATIENCE = 5.0  # seconds for what had begun


def die_with_parent(patience: float = PATIENCE) -> None:
    """Ends this process when the one that PARENT_VARIABLE names ends in any way, also while it is still starting."""
    parent = os.environ.get(PARENT_VARIABLE)
    if parent and sys.platform != "win32":
        threading.Thread(target=_watch, args=(int(parent), patience), name="iwm parent watch", daemon=True).start()


def _watch(parent: int, patience: float) -> None:
    """Asks this process to end once it has another parent, and ends it where that was not heard.

    A signal at the parent's death alone is lost when it comes before the process has put up its handler.
    """
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(patience)
    os._exit(1)
