"""Addresses of data intake."""

from django.urls import path

from uratibu.web.datasets import views

app_name = "datasets"
urlpatterns = [
    path("desk/data/", views.index, name="index"),
    path("desk/data/files/<int:number>/", views.submission, name="submission"),
    path("desk/data/files/<int:number>/findings.csv", views.findings, name="findings"),
    path("desk/data/files/<int:number>/send/", views.send, name="send"),
    path("desk/data/files/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/data/files/<int:number>/approve/", views.approve, name="approve"),
    path("desk/data/files/<int:number>/return/", views.send_back, name="return"),
    path("desk/data/<str:dataset_id>/", views.dataset, name="dataset"),
    path("desk/data/<str:dataset_id>/template.csv", views.template, name="template"),
    path("desk/data/<str:dataset_id>/<str:old>/<str:new>/", views.diff, name="diff"),
    path("desk/data/<str:dataset_id>/bring/", views.bring, name="bring"),
]
