"""The wheel, installed where the checkout is not, does the main job."""

import pytest

from tests.bench.wheel import main

pytestmark = pytest.mark.slow


def test_the_installed_wheel_does_the_main_job(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
