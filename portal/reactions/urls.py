"""The address of a reader's own reaction."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.reactions import views

app_name = "reactions"
urlpatterns = [path("contributions/<public_id:public_id>/reaction/", views.reaction, name="reaction")]
