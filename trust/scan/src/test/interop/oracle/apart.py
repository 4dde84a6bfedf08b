"""Work in a child, for what may end the process that does it."""

import os
import pickle
import sys


def apart(work):
    """What a function returns in a child, None where the child does not survive it."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as out:
                out.write(pickle.dumps(work()))
        except BaseException as e:
            print("apart:", type(e), e, file=sys.stderr)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as source:
        data = source.read()
    os.waitpid(pid, 0)
    return pickle.loads(data) if data else None
