"""Addresses of keeping somebody away."""

from django.urls import path

from accounts import company_views as views

urlpatterns = [
    path("@<str:handle>/block/", views.block, name="block"),
    path("accounts/blocks/", views.blocks, name="blocks"),
]
