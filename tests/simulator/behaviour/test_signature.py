"""Time signatures: what Live takes, and what it makes of it."""
import pytest

from simulator.behaviour.signature import check_numerator, nearest_denominator


@pytest.mark.parametrize("asked, stored", [(1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (9, 16), (16, 16)])
def test_a_denominator_is_brought_to_a_power_of_two(asked, stored):
    assert nearest_denominator(asked, "signature_denominator") == stored


@pytest.mark.parametrize("check, name, value", [
    (nearest_denominator, "signature_denominator", 17), (nearest_denominator, "signature_denominator", 0),
    (nearest_denominator, "time_signature_denominator", -4), (check_numerator, "signature_numerator", 0),
    (check_numerator, "time_signature_numerator", 100)])
def test_what_is_out_of_range_is_refused_by_its_name(check, name, value):
    with pytest.raises(RuntimeError) as refusal:
        check(value, name)
    assert str(refusal.value) == f"{name} out of range"
