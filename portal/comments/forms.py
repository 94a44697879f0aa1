"""The composer of a thread."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.comments.answering import find_parent
from portal.comments.models import Comment
from portal.comments.policies import can_answer, can_comment
from portal.comments.queries import Thread, revealed_above, usual_reveals
from portal.contributions.forms import WordsForm, as_typed
from portal.contributions.marks import marks_on
from portal.contributions.models import Contribution
from portal.contributions.ranking import UNFELT
from portal.lib.addresses import is_public_id
from portal.lib.fields import WordsField
from portal.lib.verdicts import Invalid, Verdict
from shows.spoilers import Viewpoint

LONGEST = 5000


class CommentForm(WordsForm):
    """What somebody says in a thread; talks about as much as the thread does unless they say otherwise."""

    body = WordsField(
        max_length=LONGEST,
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": False, "placeholder": _("What did you see in that scene?")}),
    )
    parent = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        subject: Contribution,
        viewpoint: Viewpoint,
        parent: Comment | None = None,
        **kwargs: Any,
    ) -> None:
        """`parent` is what a fresh form answers; a sent form says it itself."""
        self.subject, self.viewpoint, self.answered = subject, viewpoint, parent
        self.usual = usual_reveals(subject, parent, viewpoint)
        answered = parent.public_id if parent else str(args[0].get("parent", "")) if args and args[0] else ""
        kwargs.setdefault("auto_id", f"id_{answered}_%s" if is_public_id(answered) else "id_%s")
        fresh = {"reveals": as_typed(self.usual), "parent": parent.public_id if parent else ""}
        kwargs["initial"] = fresh | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if subject.show_id is None:
            del self.fields["reveals"]

    def clean_parent(self) -> Comment | None:
        """The comment of this thread that is answered.

        Raises:
            ValidationError: when it is not there any more.
        """
        try:
            self.answered = find_parent(self.subject, self.viewpoint, self.cleaned_data["parent"])
        except Invalid as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        return self.answered

    def clean(self) -> dict[str, Any]:
        """An empty episode number means: as far as the thread."""
        said = super().clean() or self.cleaned_data
        if said.get("reveals") is None and "reveals" not in self.errors:
            said["reveals"] = usual_reveals(self.subject, self.answered, self.viewpoint)
        self.check_episodes(self.subject.show_id, at_hand=usual_reveals(self.subject, self.answered, self.viewpoint))
        self.ask_about_names(
            self.subject.show_id, self.viewpoint, "body", above=revealed_above(self.subject, self.answered)
        )
        return said


def composers(thread: Thread, viewer: Any, viewpoint: Viewpoint, answer_to: str = "") -> dict[str, Any]:
    """What a thread's template needs to let the viewer speak.

    Args:
        thread: the part of the thread that is shown.
        viewer: the member, or a guest.
        viewpoint: theirs.
        answer_to: public id of the comment whose reply form is open (`?reply_to=`).

    Returns:
        `thread`, `unfelt` (a number of the order “best”), `may_comment` (a verdict), `marks` (what the viewer has put
        on what is shown) and, under the comment it answers, `reply_form`.
    """
    subject = thread.subject
    verdict: Verdict = can_comment(viewer, subject)
    shown = [subject, *(line.comment for line in thread.lines if line.comment is not None)]
    context: dict[str, Any] = {"thread": thread, "may_comment": verdict, "reply_form": None}
    context |= {"marks": marks_on(shown, viewpoint), "unfelt": UNFELT}
    if not verdict:
        return context
    for line in thread.lines:
        if line.comment is not None and line.public_id == answer_to and can_answer(viewer, line.comment):
            context["reply_form"] = CommentForm(subject=subject, viewpoint=viewpoint, parent=line.comment)
            context["reply_to"] = answer_to
    return context
