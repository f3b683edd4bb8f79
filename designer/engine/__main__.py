"""The command `python -m designer.engine`: Keras behind two pipes."""

import gc
import importlib
import os
import sys
import threading

from designer.engine.startup import claim_pipes, prepare_process


def main() -> None:
    """Claim the pipes, import Keras, answer requests until the input ends.

    The process ends at once then: TensorFlow's own clearing up can hang or complain.
    """
    requests, answers = claim_pipes()
    prepare_process()
    from designer.engine.outbox import Outbox
    from designer.engine.ready import ready
    from designer.engine.server import Server

    gc.collect()
    gc.freeze()  # what was imported stays: no need to look through it again and again
    outbox = Outbox(answers)
    outbox.send(ready())
    # While nobody asks yet, so that the first training does not wait for it.
    training = ("designer.engine.training.train",)
    threading.Thread(target=importlib.import_module, args=training, daemon=True).start()
    # Not in the main thread: its stack is small, and a request may be nested deeply.
    server = threading.Thread(target=Server(requests, outbox).serve, name="server")
    server.start()
    server.join()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
