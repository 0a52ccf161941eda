"""Known vulnerabilities in what we ship: fails on a finding, and says so plainly when the list could not be consulted."""

import json
import subprocess
import sys

COMMAND = ("-m", "pip_audit", "--requirement", "requirements.lock", "--require-hashes", "--disable-pip", "--format", "json")
QUIET = ("--progress-spinner", "off", "--timeout", "15")


def main() -> int:
    done = subprocess.run([sys.executable, *COMMAND, *QUIET], capture_output=True, text=True, check=False)  # noqa: S603
    try:
        parts = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"pip-audit: NOT checked, the list of vulnerabilities cannot be reached from here ({reason})")
        return 0
    found = [(part, flaw) for part in parts for flaw in part.get("vulns", ())]
    for part, flaw in found:
        print(f"pip-audit: {part['name']} {part['version']}: {flaw['id']}, mended in {flaw['fix_versions'] or 'no version yet'}")
    unknown = [part["name"] for part in parts if "skip_reason" in part]
    checked = len(parts) - len(unknown)
    if unknown:
        print(f"pip-audit: NOT checked, the list that answers here does not know {len(unknown)} of the {len(parts)} packages")
    print(f"pip-audit: {checked} packages checked, {len(found)} known vulnerabilities")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
