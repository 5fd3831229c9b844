"""What is sealed opens with its own key, as what it was sealed as, unchanged. Else never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.store.cases import CannotOpen, Keys, Seal
from web.store.cases.sealing import NONCE

KEYS = Keys(b"1" * 32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def seal() -> Seal:
    return KEYS.new()[1]


@settings(max_examples=60)
@given(JSON)
def test_what_is_sealed_comes_back(data: object) -> None:
    kept, seal = KEYS.new()
    assert KEYS.seal_of(kept).open(seal.close(data, "a"), "a") == data


def test_the_key_of_another_case_does_not_open_it(seal: Seal) -> None:
    other = KEYS.new()[1]
    with pytest.raises(CannotOpen, match="not the key"):
        other.open(seal.close("Zoë", "a"), "a")


def test_the_key_of_another_installation_opens_no_key_of_a_case() -> None:
    kept, _ = KEYS.new()
    with pytest.raises(CannotOpen, match="the key of cases"):
        Keys(b"2" * 32).seal_of(kept)


def test_it_does_not_open_as_what_it_is_not(seal: Seal) -> None:
    with pytest.raises(CannotOpen):
        seal.open(seal.close("Zoë", "case_fact.sealed"), "decision_note.sealed")


def test_any_changed_byte_is_noticed(seal: Seal) -> None:
    sealed = seal.close({"name": "Zoë"}, "a")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            seal.open(bytes(changed), "a")


@pytest.mark.parametrize("length", [0, 1, NONCE, NONCE + 1, NONCE + 16])
def test_a_cut_text_is_noticed(seal: Seal, length: int) -> None:
    with pytest.raises(CannotOpen):
        seal.open(seal.close("Zoë", "a")[:length], "a")


def test_a_changed_key_is_noticed() -> None:
    kept = bytearray(KEYS.new()[0])
    kept[-1] ^= 1
    for wrong in (bytes(kept), b"", b"short"):
        with pytest.raises(CannotOpen):
            KEYS.seal_of(wrong)


def test_a_purged_case_opens_and_closes_nothing(seal: Seal) -> None:
    gone = Seal(None)
    for attempt in (
        lambda: gone.open(seal.close(1, "a"), "a"),
        lambda: gone.close(1, "a"),
        lambda: gone.digest(1),
        lambda: KEYS.seal_of(None),
    ):
        with pytest.raises(CannotOpen, match="purged"):
            attempt()


def test_long_texts_are_kept_short(seal: Seal) -> None:
    long = ["because you are under 21, and the council looked after you"] * 2_000
    sealed = seal.close(long, "a")
    assert len(sealed) < 3_000
    assert seal.open(sealed, "a") == long


def test_no_nonce_comes_twice(seal: Seal) -> None:
    sealed = [seal.close("the same", "a") for _ in range(10_000)]
    assert len({text[:NONCE] for text in sealed}) == len(set(sealed)) == 10_000


def test_a_digest_means_something_only_to_its_own_case(seal: Seal) -> None:
    assert seal.digest({"b": 1, "a": 2}) == seal.digest({"a": 2, "b": 1})
    assert seal.digest("Zoë") != KEYS.new()[1].digest("Zoë")


def test_a_reference_is_found_again_however_it_is_written() -> None:
    assert KEYS.digest(" qx  77 ") == KEYS.digest("QX 77")
    assert KEYS.digest("QX 77") != Keys(b"2" * 32).digest("QX 77")


def test_no_key_is_printed(seal: Seal) -> None:
    assert "1111" not in repr(KEYS) + repr(seal)
    assert "key" not in repr(seal)


@pytest.mark.parametrize("text", ["", "ab", "zz" * 32, "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        Keys.from_text(text)


def test_a_key_is_read_with_the_end_of_its_line() -> None:
    assert Keys.from_text("31" * 32 + "\n") == KEYS
