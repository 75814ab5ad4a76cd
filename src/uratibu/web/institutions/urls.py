"""Addresses of the institutions and of the people in them."""

from django.urls import path

from uratibu.web.institutions.views import people, register

app_name = "institutions"
urlpatterns = [
    path("institutions/", register.index, name="index"),
    path("institutions/<str:code>/", register.institution, name="institution"),
    path("institutions/<str:code>/appoint/", register.appoint, name="appoint"),
    path("institutions/<str:code>/holdings/<int:number>/end/", register.end, name="end"),
    path("institutions/<str:code>/letters/<int:number>/", register.letter, name="letter"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:number>/invite/", people.invite_again, name="invite-again"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/propose/", people.propose, name="propose"),
    path("people/<int:number>/disable/", people.disable, name="disable"),
    path("people/<int:number>/enable/", people.enable, name="enable"),
    path("people/proposals/<int:number>/confirm/", people.confirm, name="confirm"),
    path("people/proposals/<int:number>/decline/", people.decline, name="decline"),
    path("people/grants/<int:number>/withdraw/", people.withdraw, name="withdraw"),
]
