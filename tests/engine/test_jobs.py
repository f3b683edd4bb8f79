"""Heavy requests in their order."""

import threading

from designer.engine.jobs import Jobs
from designer.protocol.requests import CheckProject, Evaluate


def test_only_the_newest_of_the_waiting_checks_is_answered():
    done, begun, go_on = [], threading.Event(), threading.Event()

    def work(request):
        begun.set()
        go_on.wait(10)
        done.append(request.id)

    jobs = Jobs(work)
    first = CheckProject("1", 1, {})
    jobs.put(first)
    begun.wait(10)
    assert not jobs.superseded(first)
    for request in (CheckProject("2", 2, {}), Evaluate("3", "run"), CheckProject("4", 3, {})):
        jobs.put(request)
    assert jobs.superseded(first)
    go_on.set()
    last = threading.Event()
    jobs.put(Evaluate("5", "run"))
    while len(done) < 4:
        last.wait(0.01)
    assert done == ["1", "3", "4", "5"]
    assert jobs.close(5)


def test_closing_forgets_what_waits():
    begun, go_on, done = threading.Event(), threading.Event(), []

    def work(request):
        begun.set()
        go_on.wait(10)
        done.append(request.id)

    jobs = Jobs(work)
    jobs.put(Evaluate("1", "run"))
    jobs.put(Evaluate("2", "run"))
    begun.wait(10)
    assert not jobs.close(0.01)
    go_on.set()
    assert jobs.close(5)
    assert done == ["1"]
