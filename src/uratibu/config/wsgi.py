"""The way in for a WSGI server behind a proxy."""

import os

from django.core.wsgi import get_wsgi_application

from uratibu.config.enforce import require_every_route
from uratibu.config.memory import settle
from uratibu.config.system import get_system

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uratibu.config.settings")
application = get_wsgi_application()
require_every_route()
get_system()
settle()
