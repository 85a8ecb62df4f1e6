"""20 people at once; `python -m tests.simpan_serentak` does so for a minute, and measures."""

from threading import Barrier, Thread

import pytest

from model.antrean import Antrean
from tests.simpan_serentak import serentak

SIMPAN = 5  # each, one after the other without a pause


@pytest.mark.usefixtures("contoh")
def test_20_people_saving_rows_and_tables_lose_nothing_and_leave_one_line_per_field() -> None:
    hasil = serentak(lambda catatan: len(catatan.lama) < SIMPAN)
    assert len(hasil.lama) == 20 * SIMPAN
    assert hasil.simpanan > 20 * SIMPAN
    assert hasil.terlama < 5  # before the busy timeout, however slow the machine


def test_turns_are_given_in_the_order_of_asking() -> None:
    antrean, order = Antrean(), list[int]()
    threads = []
    with antrean:
        for number in range(10):
            thread = Thread(target=lambda n=number: take_turn(antrean, order, n))
            thread.start()
            threads.append(thread)
            while len(antrean._waiting) <= number:
                pass
    for thread in threads:
        thread.join()
    assert order == list(range(10))
    assert not antrean._taken


def take_turn(antrean: Antrean, order: list[int], number: int) -> None:
    with antrean:
        order.append(number)


def test_only_one_has_the_turn_and_an_error_hands_it_over() -> None:
    antrean, inside, most = Antrean(), list[int](), list[int]()
    gate = Barrier(16)

    def work(number: int) -> None:
        gate.wait()
        for _ in range(200):
            try:
                with antrean:
                    inside.append(number)
                    most.append(len(inside))
                    inside.remove(number)
                    if number % 2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue

    threads = [Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}
    assert len(most) == 3_200
