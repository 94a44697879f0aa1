"""What the child may spend: set before the first foreign byte is decoded, and never raised again."""

import math
import resource
import signal


def hold_back(*, memory: int, cpu_seconds: float, largest_file: int) -> None:
    """Bind this process; what goes beyond ends it or raises inside it.

    CPU time and not the clock on the wall, so that a busy machine does not refuse good photos.

    Args:
        memory: bytes of address space.
        cpu_seconds: after so much work the kernel kills the process with SIGPROF.
        largest_file: bytes; 0 allows no file to be written.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    backstop = math.ceil(cpu_seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (backstop, backstop))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
