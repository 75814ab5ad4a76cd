"""Addresses of accounts and of the policy."""

from django.urls import path

from uratibu.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/sign-in/", views.sign_in, name="sign-in"),
    path("account/sign-out/", views.sign_out, name="sign-out"),
    path("account/password/", views.password, name="password"),
    path("account/open/<int:number>/<str:token>/", views.open_account, name="open"),
    path("account/", views.profile, name="profile"),
    path("policy/", views.policy, name="policy"),
]
