"""Every recipient has an address that leads back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.addressing import (
    Administrators,
    Channel,
    Incoming,
    Individual,
    Office,
    OfficeKind,
    Purpose,
    Recipient,
    recipient,
)

OFFICES = st.builds(Office, st.sampled_from(OfficeKind), st.sampled_from(["", "socialnämnden"]))
RECIPIENTS = st.one_of(
    OFFICES,
    OFFICES.map(Incoming),
    st.sampled_from(Purpose).map(Channel),
    st.integers(1, 10**9).map(Individual),
    st.just(Administrators()),
)


@given(RECIPIENTS)
def test_an_address_leads_back_to_its_recipient(one: Recipient) -> None:
    assert recipient(str(one)) == one


@pytest.mark.parametrize("address", ["", "kungen", "#torget", "@anna", "incoming:"])
def test_anything_else_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        recipient(address)
