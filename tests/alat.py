"""What the tests need beside Python packages: Chromium and a PostgreSQL server.

`python -m tests.alat` installs what is missing where it may, else says what to install.
"""

import os
import shutil
import subprocess
import sys

from tests import postgres

PERAMBAN = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_peramban() -> str | None:
    """Return the path of a Chromium or Chrome, None when there is none."""
    return next((path for name in PERAMBAN if (path := shutil.which(name))), None)


def missing_package() -> list[str]:
    """Return the Debian packages that would bring what is not there."""
    missing = [] if find_peramban() else ["chromium"]
    return missing if postgres.is_available() else [*missing, "postgresql"]


def _as_root() -> list[str] | None:
    """Return the words to put before a command to run it as root, None when that is not allowed."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True)
    return sudo if allowed and allowed.returncode == 0 else None


def install(packages: list[str]) -> None:
    """Install Debian packages when this is Debian and we may; the caller looks what came of it."""
    as_root = _as_root()
    if shutil.which("apt-get") is None or as_root is None:
        return
    sys.stdout.write(f"Memasang {' dan '.join(packages)} dengan apt-get ...\n")
    sys.stdout.flush()
    quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quiet, "update"], check=False)
    subprocess.run([*quiet, "install", "-y", "--no-install-recommends", *packages], check=False)


def main() -> int:
    if missing := missing_package():
        install(missing)
    if missing := missing_package():
        sys.stderr.write(
            f"Uji memerlukan {' dan '.join(missing)}. Pasang dahulu, lalu ulangi "
            f"(Debian dan Ubuntu: apt-get install {' '.join(missing)}; "
            "macOS: Google Chrome dan brew install postgresql).\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
