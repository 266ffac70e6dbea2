"""`samspel run` as a process: it plans, and stops cleanly when it is asked to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

SAMSPEL = str(Path(sys.executable).with_name("samspel"))


def test_it_plans_and_stops_on_sigterm(empty_folder: Path) -> None:
    environment = {**os.environ, "SAMSPEL_DATABASE_URL": f"sqlite:///{empty_folder}/run.db"}
    init = [SAMSPEL, "init", "--admin", "karin@provby.se", "--municipality", "vaggeryd"]
    subprocess.run(init, env=environment, check=True, capture_output=True)
    with subprocess.Popen([SAMSPEL, "run"], env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if b"planned" in line:
                break
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == 0
    assert b"stopped" in rest
    assert b"Traceback" not in rest
    listed = subprocess.run(
        [SAMSPEL, "deliveries"], env=environment, check=True, capture_output=True, text=True
    )
    assert "meeting_ahead to kso, about dialogue/" in listed.stdout


def test_it_refuses_a_database_that_is_not_migrated(empty_folder: Path) -> None:
    environment = {**os.environ, "SAMSPEL_DATABASE_URL": f"sqlite:///{empty_folder}/run.db"}
    (empty_folder / "run.db").touch()
    process = subprocess.run(
        [SAMSPEL, "run"], env=environment, check=False, capture_output=True, text=True
    )
    assert process.returncode == 1
    assert (
        process.stderr.strip()
        == "Error: The database is not migrated: run 'samspel migrate' first."
    )
