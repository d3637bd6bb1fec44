"""What holds for every output, however it is cut."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.terminal.properties import PROPERTIES

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("holds", PROPERTIES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_property(holds: Callable[[st.DataObject], None], data: st.DataObject) -> None:
    holds(data)
