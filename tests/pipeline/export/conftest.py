"""Two small plans, exported once for the tests that open the files."""

from pathlib import Path

import pytest

from pipeline.export.formats import export
from tests.support import plans as fixture


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an outputs folder with the answers, the tables as CSV and Parquet, and the database."""
    outputs = fixture.write_outputs(tmp_path_factory.mktemp("exported"))
    for name in ("answers", "csv", "parquet", "sqlite"):
        export(name, (), outputs, None)
    return outputs
