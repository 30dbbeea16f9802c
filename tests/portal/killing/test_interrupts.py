"""An interrupt never cuts in two what starts a process, and never is lost."""

import os
import signal
import subprocess
import threading

import pytest

from portal.interrupts import ASKING, uninterrupted


@pytest.fixture(autouse=True)
def handlers():
    before = {one: signal.getsignal(one) for one in ASKING}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def test_who_is_interrupted_while_it_starts_a_process_knows_the_process():
    child = None
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        child = subprocess.Popen(["sleep", "60"], preexec_fn=lambda: os.kill(os.getppid(), signal.SIGINT))
    child.kill()
    assert child.wait() == -signal.SIGKILL


@pytest.mark.parametrize("asked", ASKING)
def test_whoever_asks_is_answered_after_the_block_with_the_handler_of_before(asked):
    heard = []
    signal.signal(asked, lambda number, _frame: heard.append(number))
    with uninterrupted():
        signal.raise_signal(asked)
        signal.raise_signal(asked)
        assert heard == []
    assert heard == [asked, asked]
    signal.raise_signal(asked)
    assert len(heard) == 3


def test_what_was_ignored_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with uninterrupted():
        signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


def test_an_error_inside_is_not_lost_and_a_thread_may_use_it():
    with pytest.raises(ValueError), uninterrupted():
        raise ValueError
    through = []

    def work():
        with uninterrupted():
            through.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert through == [True]
