"""Tests of scanning: tables of marked texts, properties of any text, and large ones."""

import pytest

pytest.register_assert_rewrite("tests.scanning.marking")
