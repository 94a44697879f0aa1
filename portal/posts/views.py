"""Read a post, write one, change it, take it back."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.cast.facts import crumbs
from portal.cast.models import Character, Person
from portal.cast.queries import known_character
from portal.contributions.forms import as_typed
from portal.contributions.kinds import kind_of
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.previews import preview_of
from portal.contributions.queries import words_in_hand
from portal.contributions.typed import hand_in
from portal.contributions.writing import changed, seated, taken_back, told_off
from portal.lib.keys import KeyReused
from portal.lib.verdicts import require
from portal.posts import actions
from portal.posts.arranging import arranged
from portal.posts.forms import EditPostForm, PostForm
from portal.posts.linked import linked_post
from portal.posts.models import UNSEEN, Post
from portal.posts.naming import Whom, named_in, whom
from portal.posts.naming import as_typed as names_typed
from portal.posts.pictures import photos_of
from portal.posts.preview import preview_of as shown_of
from portal.posts.queries import kept_post, page_about, want_stamps
from portal.posts.reading import page_of
from portal.posts.writing import begun, write_page
from shows.spoilers import Veil


@require_safe
def post(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """A post and its thread. Any slug serves, and none is supplied: it tells what the title says."""
    stamps = want_stamps(public_id, request.stamps)
    viewpoint = request.viewpoint.itself
    found = kept_post(public_id, viewpoint, stamps)
    if found is None:
        raise Http404
    read, sharing = viewpoint.read(found), preview_of(found)
    if isinstance(read, Veil):
        return render(request, "posts/covered.html", {"veil": read, "sharing": sharing, "section": "home"})
    request.show_in_view = found.show_id
    context = {
        "post": read,
        "sharing": sharing,
        "linked": "" if request.GET else linked_post(read, stamps),
        "canonical": settings.SITE_URL + kind_of(read).url(read),
        "section": "home",
        **page_of(request, read, viewpoint, stamps),
    }
    return render(request, "posts/post.html", context)


@require_safe
def about_character(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The posts about a character, and about another one as well (`?with=`), of those the reader may read."""
    found = known_character(request.viewpoint, show, character)
    request.show_in_view = found.show_id
    with_whom = request.GET.get("with", "").replace("\0", "")
    other = known_character(request.viewpoint, show, with_whom) if with_whom else None
    return _about(request, found, crumbs(found, (found.called, found.get_absolute_url()), (_("Posts"), "")), other)


@require_safe
def about_person(request: HttpRequest, person: str) -> HttpResponse:
    """The same about somebody real, of those in which the reader may know them."""
    found = get_object_or_404(Person.objects.known_to(request.viewpoint), slug=person)
    return _about(request, found, [(found.called, found.get_absolute_url()), (_("Posts"), "")])


def _about(
    request: HttpRequest, whom: Whom, crumbs: list[tuple[str, str]], other: Character | None = None
) -> HttpResponse:  # fmt: skip
    page = page_about(whom, request.viewpoint.itself, request.GET.get("after", ""), other=other)
    kept = {"with": other.slug} if other else {}
    more = {"next_url": "?" + urlencode({**kept, "after": page.next_cursor}), "section": "shows"}
    return render(request, "posts/about.html", {"whom": whom, "other": other, "page": page, "crumbs": crumbs} | more)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def new(request: HttpRequest) -> HttpResponse:
    """Write a post; the Preview button shows it without keeping it."""
    if request.method != "POST":
        initial, draft = begun(request)
        said = told_off(request.user)
        return write_page(request, PostForm(viewpoint=request.viewpoint, initial=initial), draft=draft, sentence=said)
    sent = arranged(request, partial(PostForm, viewpoint=request.viewpoint))
    if isinstance(sent, HttpResponse):
        return sent
    form = PostForm(sent, viewpoint=request.viewpoint)
    if (verdict := can_contribute(request.user)) and "preview" in request.POST:
        return _preview(request, form)
    if not verdict:
        return write_page(request, form, status=403, sentence=verdict.reason)
    if not form.is_valid():
        return write_page(request, form, status=422)
    said = dict(form.cleaned_data) | {"key": form.key_for(request), "hand": hand_in(request.POST)}
    del said["idempotency_key"]
    try:
        made = actions.publish(by=request.user, at=timezone.now(), **said)
    except KeyReused:
        form.begin_anew()
        return write_page(request, form, status=422, anew=True)
    return redirect(kind_of(made).safe_url(made))


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's own post."""
    found = find(request, public_id)
    require(can_edit(request.user, found))
    words = words_in_hand(found)
    named = named_in(words["who"], found.show)
    initial = words | {"reveals": as_typed(words["reveals"] or 0), "topic": found.topic, "who": names_typed(named)}
    initial["photos"] = " ".join(words["photos"])
    there = {"known": [*named, *whom(found)], "brought": photos_of(found)}
    begin = partial(EditPostForm, viewpoint=request.viewpoint, show=found.show, **there)
    sent = arranged(request, begin, post=found)
    if isinstance(sent, HttpResponse):
        return sent
    form = begin(sent or None, initial=initial)
    if "preview" in request.POST:
        return _preview(request, form, post=found)
    if request.method != "POST" or not form.is_valid():
        return write_page(request, form, status=422 if form.is_bound else 200, post=found)
    said = {"reveals": None} | form.cleaned_data
    said.pop("idempotency_key")
    return changed(request, found, actions.edit(found, by=request.user, at=timezone.now(), **said))


@require_POST
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own post back."""
    sentence = _("Your post is withdrawn. Only you can see it now.")
    return taken_back(request, find(request, public_id), sentence)


def find(request: HttpRequest, public_id: str) -> Post:
    """A post the reader may reach."""
    rows = Post.objects.visible_to(request.viewpoint).select_related("author", "show").defer(*UNSEEN)
    found: Post = get_object_or_404(rows, public_id=public_id)
    return found


def _preview(request: HttpRequest, form: PostForm, *, post: Post | None = None) -> HttpResponse:
    """What the words would look like: into the pane for htmx, else below the form."""
    shown = shown_of(form)
    if request.htmx:
        return render(request, "posts/_preview.html", {"preview": shown, "form": form})
    return write_page(request, form, status=200 if form.is_valid() else 422, post=post, preview=shown)
