"""Where a server starts: picks the configuration and makes the app."""

import os

import config
from workbench import create_app
from workbench.upkeep.starting import make_ready

os.umask(0o077)  # the database, keys and copies this process makes are for its owner only
app = create_app(config.chosen())
make_ready(app)
