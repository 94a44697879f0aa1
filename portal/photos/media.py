"""The pictures themselves: each is looked up, and given only to whoever may read the photo now."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from accounts.models import Member
from portal.photos.models import Photo
from portal.photos.policies import can_fetch_original, can_see, can_see_face, is_for_everybody
from portal.photos.storage import Folder, local_store

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
# A name is never used for another picture; but who may see one can change, unless everybody may.
FOR_EVERYBODY = "private, max-age=31536000, immutable"
FOR_SOME = "private, max-age=60, must-revalidate"


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse | HttpResponse:
    """One rendition."""
    viewpoint = request.viewpoint  # type: ignore[attr-defined]
    photo = get_object_or_404(Photo.objects.visible_to(viewpoint), stem=name.partition("-")[0])
    if not can_see(viewpoint, photo) or name not in {one["name"] for one in photo.renditions}:
        raise Http404
    return _answer(request, name, Folder.MEDIA, FOR_EVERYBODY if is_for_everybody(photo) else FOR_SOME)


@require_safe
def face(request: HttpRequest, name: str) -> FileResponse | HttpResponse:
    """The picture of a member, in one of its sizes, for whom they show it to."""
    member = get_object_or_404(Member, picture=name.partition("-")[0], is_active=True)
    if not can_see_face(request.viewpoint.itself, member):  # type: ignore[attr-defined]
        raise Http404
    return _answer(request, name, Folder.MEDIA, FOR_EVERYBODY if member.face.everybody else FOR_SOME)


@require_safe
def original(request: HttpRequest, public_id: str) -> FileResponse | HttpResponse:
    """The photo in its full size, without what stood beside the picture: for its uploader and for moderators."""
    viewpoint = request.viewpoint  # type: ignore[attr-defined]
    photo = get_object_or_404(Photo.objects.visible_to(viewpoint), public_id=public_id)
    if not can_fetch_original(viewpoint, photo) or not photo.original:
        raise Http404
    answer = _answer(request, photo.original, Folder.ORIGINALS, FOR_SOME)
    answer["Content-Disposition"] = f'attachment; filename="{public_id}.{_ending(photo.original)}"'
    return answer


def _answer(request: HttpRequest, name: str, folder: Folder, kept: str) -> FileResponse | HttpResponse:
    etag = f'"{name}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer: FileResponse | HttpResponse = HttpResponseNotModified()
    else:
        try:
            answer = FileResponse(local_store().open_private(name, folder), content_type=TYPES[_ending(name)])
        except FileNotFoundError as error:
            raise Http404 from error
    answer["ETag"] = etag
    answer["Cache-Control"] = kept
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"  # another site that asks gets it as nobody
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _ending(name: str) -> str:
    return name.rpartition(".")[2]
