import os
import time

from portal.outbox.registry import handler, on
from tests.outbox.probe.models import Mark

WORK_SECONDS = 0.02


@handler("probe.mark", lease=2)
def mark(*, number: int) -> None:
    """Half the work, a while in which a kill may come, the other half: both marks or none."""
    Mark.objects.create(number=number, pid=os.getpid())
    time.sleep(WORK_SECONDS)
    Mark.objects.create(number=-number, pid=os.getpid())


@handler("probe.mark_slowly", atomic=False, lease=2)
def mark_slowly(*, number: int) -> None:
    time.sleep(WORK_SECONDS)
    if not Mark.objects.filter(number=number).exists():
        Mark.objects.create(number=number, pid=os.getpid())


@on("probe.happened")
def hear(*, number: int) -> None:
    Mark.objects.create(number=number, pid=os.getpid())
