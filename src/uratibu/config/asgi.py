"""The way in for an ASGI server: used when no proxy stands in front."""

import os

from django.core.asgi import get_asgi_application

from uratibu.config.enforce import require_every_route
from uratibu.config.memory import settle
from uratibu.config.system import get_system

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uratibu.config.settings")
application = get_asgi_application()
require_every_route()
get_system()
settle()
