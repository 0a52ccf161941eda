"""The demo on a port of its own, as a process of its own, with its database in one folder.

    WORKBENCH_INSTANCE=<folder> python -m tests.journeys.server

Prints its address when it answers. With `--only-load` it fills the folder and stops, so that many servers can start from a copy.
It must be its own process: the demo lives on a day of its own, the suite does not.
"""

import sys
from pathlib import Path

from werkzeug.serving import make_server

import config
from workbench import create_app
from workbench.extensions import db
from workbench.transfer import demonstration


def main() -> None:
    chosen = config.Development()
    Path(config.INSTANCE).mkdir(parents=True, exist_ok=True)
    app = create_app(chosen)
    with app.app_context():
        db.create_all()
        if demonstration.is_empty():
            demonstration.load()
            db.session.commit()
        db.session.remove()
        if "--only-load" in sys.argv:
            db.engine.dispose()
            return
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
