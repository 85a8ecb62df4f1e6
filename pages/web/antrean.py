"""The waiting line before the slow step: looking at a password takes a core for a while.

Two at a time, so that everybody else's pages stay quick; beyond a few dozen waiting, people are
asked to come back in a moment.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from model.errors import DomainError

Result = TypeVar("Result")

BERSAMAAN = 2
MENUNGGU = 40


class Penuh(DomainError):
    """Too many are waiting already."""

    def __init__(self) -> None:
        super().__init__("Banyak orang sedang masuk. Coba lagi dalam beberapa detik.")
        self.tunggu = 5


_limiter = CapacityLimiter(BERSAMAAN)


async def in_turn(work: Callable[[], Result]) -> Result:
    """Do slow work in a thread, in turn; raise Penuh when the line is too long."""
    if _limiter.statistics().tasks_waiting >= MENUNGGU:
        raise Penuh
    return await to_thread.run_sync(work, limiter=_limiter)
