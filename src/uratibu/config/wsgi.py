"""The way in for a WSGI server behind a proxy."""

from django.core.wsgi import get_wsgi_application

from uratibu.config.enforce import require_every_route

application = get_wsgi_application()
require_every_route()
