"""Addresses of the commitments and of the crosswalks between them."""

from django.urls import path

from uratibu.web.norms.views import crosswalks, norms

app_name = "norms"
urlpatterns = [
    path("commitments/", norms.index, name="index"),
    path("commitments/crosswalks/", crosswalks.crosswalks, name="crosswalks"),
    path("commitments/crosswalks/<str:walk>/", crosswalks.crosswalk, name="crosswalk"),
    path("commitments/crosswalks/<str:walk>/file/", crosswalks.file, name="crosswalk-file"),
    path("commitments/crosswalks/<str:walk>/link/", crosswalks.link, name="link"),
    path("commitments/reviews/<int:number>/answer/", crosswalks.answer, name="answer"),
    path("commitments/<path:norm>/", norms.norm, name="norm"),
]
