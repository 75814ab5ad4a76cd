"""Addresses of the public site."""

from django.urls import path

from uratibu.web.portal.views import about, builder, data, home, places, search, statistics, thread

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("search/", search.search, name="search"),
    path("statistics/", statistics.catalogue, name="statistics"),
    path("statistics/table/", builder.builder, name="builder"),
    path("statistics/table/data.<str:ending>", builder.file, name="file"),
    path("statistics/<str:measure>/", statistics.measure, name="measure"),
    path("thread/", thread.index, name="threads"),
    path("thread/<path:reference>/", thread.thread, name="thread"),
    path("places/", places.index, name="places"),
    path("places/<str:code>/", places.place, name="place"),
    path("data/", data.index, name="data"),
    path("data/<str:dataset>/", data.dataset, name="dataset"),
]
