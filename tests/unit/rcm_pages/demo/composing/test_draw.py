"""Chance that follows from a key."""

from hypothesis import given
from hypothesis import strategies as st

from rcm_pages.demo.composing.draw import Draw


@given(st.text(), st.lists(st.integers(), unique=True), st.integers(0, 20))
def test_some_are_chosen_once_and_always_the_same(key, rows, count):
    chosen = Draw(key).some(rows, count)
    assert chosen == Draw(key).some(rows, count)
    assert len(chosen) == len(set(chosen)) == min(count, len(rows))
    assert set(chosen) <= set(rows)


@given(st.text(), st.integers(1, 10**9))
def test_numbers_stay_below(key, below):
    assert 0 <= Draw(key).number(below) < below


def test_another_key_draws_otherwise():
    drawn = {tuple(Draw(str(n)).some(range(50), 5)) for n in range(20)}
    assert len(drawn) == 20


def test_what_happens_never_or_always():
    draw = Draw("x")
    assert not any(draw.happens(0) for _n in range(50))
    assert all(draw.happens(100) for _n in range(50))
