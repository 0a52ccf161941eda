"""Where a server starts: picks the configuration and makes the app."""

import config
from workbench import create_app

app = create_app(config.chosen())
