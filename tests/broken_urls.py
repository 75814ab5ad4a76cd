"""An address whose view breaks."""

from django.urls import path


def breaks(request):
    """As a fault in the program would."""
    raise RuntimeError("broken")


urlpatterns = [path("policy/", breaks, name="accounts:policy")]
