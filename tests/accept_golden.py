"""Accept what the golden tests wrote to tests/actual/ as the new golden files, after reading: `make golden`."""

import shutil
import sys

from tests.support.paths import TESTS


def main() -> int:
    """Move every actual file over its golden one and name them."""
    actual = sorted((TESTS / "actual").glob("*/plan.json"))
    for path in actual:
        target = TESTS / "golden" / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        sys.stdout.write(f"accepted {target.relative_to(TESTS.parent)}\n")
    shutil.rmtree(TESTS / "actual", ignore_errors=True)
    if not actual:
        sys.stdout.write(
            "nothing to accept: tests/actual/ holds no plan (make test writes it where a golden file differs)\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
