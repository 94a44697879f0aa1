"""Addresses of our own beside allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("enter/<str:token>/", views.enter, name="enter")]
