"""F: a constant page from memory. W: session and member from the database, one INSERT, one UPDATE, a commit."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tests.bench.floors.models import Reply, Subject

BODY = b"<!doctype html>" + b"x" * 30_000


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


@csrf_exempt
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    author = request.user
    with transaction.atomic():
        Reply.objects.create(subject_id=1, author_id=author.pk, body=request.POST["body"])
        Subject.objects.filter(pk=1).update(replies=F("replies") + 1)
    response = HttpResponse(status=302)
    response["Location"] = "/"
    return response


urlpatterns = [path("read/", read), path("write/", write)]
