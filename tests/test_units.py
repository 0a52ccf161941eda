"""The units of the service manager: exactly these restrictions, and no privilege beside them (security.md F)."""

from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1] / "deploy"
SERVICES = ("workbench", "workbench-remind", "workbench-nightly", "workbench-backup")
RESTRICTIONS = {
    "UMask": ["0077"], "LimitCORE": ["0"], "NoNewPrivileges": ["true"], "ProtectSystem": ["strict"], "ProtectHome": ["true"],
    "ProtectProc": ["invisible"], "ProcSubset": ["pid"], "PrivateTmp": ["true"], "PrivateDevices": ["true"],
    "PrivateUsers": ["true"], "PrivateMounts": ["true"], "RemoveIPC": ["true"],
    "ProtectClock": ["true"],
    "ProtectHostname": ["true"],
    "ProtectKernelTunables": ["true"], "ProtectKernelModules": ["true"], "ProtectKernelLogs": ["true"],
    "ProtectControlGroups": ["true"], "RestrictSUIDSGID": ["true"], "RestrictRealtime": ["true"], "RestrictNamespaces": ["true"],
    "LockPersonality": ["true"], "MemoryDenyWriteExecute": ["true"], "CapabilityBoundingSet": [""], "AmbientCapabilities": [""],
    "SystemCallArchitectures": ["native"], "SystemCallFilter": ["@system-service", "~@privileged @resources"],
    "RestrictAddressFamilies": ["AF_UNIX AF_INET AF_INET6"], "ReadWritePaths": ["/srv/workbench/instance"],
    "IPAddressDeny": ["any"], "IPAddressAllow": ["localhost"],
}  # fmt: skip
OWN = {  # of each unit, besides
    "workbench": {"MemoryMax": ["2G"], "TasksMax": ["256"], "Restart": ["on-failure"], "TimeoutStopSec": ["30s"]},
    "workbench-remind": {"MemoryMax": ["512M"], "TasksMax": ["64"], "Type": ["oneshot"], "TimeoutStartSec": ["5min"]},
    "workbench-nightly": {"MemoryMax": ["1G"], "TasksMax": ["64"], "Type": ["oneshot"], "TimeoutStartSec": ["2h"]},
    "workbench-backup": {
        "MemoryMax": ["1G"], "TasksMax": ["64"], "Type": ["oneshot"], "TimeoutStartSec": ["1h"],
        "EnvironmentFile": ["/etc/workbench/environment", "/etc/workbench/backup-environment"],
        "ReadWritePaths": ["/srv/workbench/instance /srv/workbench/copies"],
    },
}  # fmt: skip
ALL = {
    "User": ["workbench"], "Group": ["workbench"], "WorkingDirectory": ["/srv/workbench"],
    "EnvironmentFile": ["/etc/workbench/environment"],
}  # fmt: skip


def service_part(text):
    """What stands under [Service], each name with its values in order."""
    found, inside = {}, False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line == "[Service]"
        elif inside and line and not line.startswith("#"):
            name, _sign, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def differences(name, text):
    said = service_part(text)
    said.pop("ExecStart")
    wanted = RESTRICTIONS | ALL | OWN[name]
    return sorted(key for key in said.keys() | wanted.keys() if said.get(key) != wanted.get(key))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_exactly_these_restrictions(name):
    text = (DEPLOY / f"{name}.service").read_text()
    assert differences(name, text) == []

    looser = text.replace("ProtectSystem=strict", "ProtectSystem=full").replace("IPAddressDeny=any\n", "")
    assert differences(name, looser + "\n[Service]\nPermissionsStartOnly=true\n") == [
        "IPAddressDeny", "PermissionsStartOnly", "ProtectSystem",
    ]  # fmt: skip


def test_every_command_of_a_unit_is_one_we_have(app):
    parts = [service_part((DEPLOY / f"{name}.service").read_text()) for name in SERVICES]
    commands = [line for part in parts for line in part["ExecStart"]]
    asked = {line.partition(" wsgi ")[2].split()[0] for line in commands if "flask" in line}

    assert asked == {"remind", "coverage", "verify", "backup"}
    assert asked <= set(app.cli.commands)
    assert sorted(path.name for path in DEPLOY.iterdir()) == [
        "grants.sql", "workbench-backup.service", "workbench-backup.timer", "workbench-nightly.service",
        "workbench-nightly.timer", "workbench-remind.service", "workbench-remind.timer", "workbench.service",
    ]  # fmt: skip
