"""Being asked to stop: by Ctrl-C, by a request to end, by a closed terminal; and what must not be cut in two by it."""

import contextlib
import signal
import threading

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop_on_signals():
    """A request to end and a terminal that is closed are as good as Ctrl-C."""
    for one in ASKING:
        # A shell that starts us in the background has interrupts ignored; ours must stop all the same.
        # Whoever says nohup means it.
        if one != signal.SIGHUP or signal.getsignal(one) != signal.SIG_IGN:
            signal.signal(one, signal.default_int_handler)


def ignore_signals():
    """From here on nothing is asked any more: we are stopping."""
    for one in ASKING:
        signal.signal(one, signal.SIG_IGN)


@contextlib.contextmanager
def uninterrupted():
    """What asks meanwhile is answered at the end of the block.

    A process that was started must be known to whoever stops it. Python notices a signal between the start and
    the return of Popen, and what it then raises loses the child.
    """
    if threading.current_thread() is not threading.main_thread():  # signals never come here
        yield
        return
    came = []
    handlers = {one: signal.getsignal(one) for one in ASKING}
    heard = {one: handler for one, handler in handlers.items() if callable(handler)}
    for one in heard:
        # A function, and not SIG_IGN, which the child would keep.
        signal.signal(one, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for one, handler in heard.items():
            signal.signal(one, handler)
        for one in came:
            signal.raise_signal(one)
