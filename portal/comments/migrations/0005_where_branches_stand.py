from collections import defaultdict

from django.db import migrations
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Least

PATH_WIDTH = 7
A_BATCH = 500
FEELINGS = ("dil", "wah", "aansu", "haha", "gussa")


def name_roots(apps, schema_editor):
    """The root stands second in every path."""
    comments = apps.get_model("comments", "Comment").objects
    comments.filter(depth=0).update(root_id=F("pk"))
    batch = []
    for row in comments.filter(depth__gt=0).only("path", "root_id").iterator(A_BATCH):
        row.root_id = int(row.path[PATH_WIDTH : 2 * PATH_WIDTH], 36)
        batch.append(row)
        if len(batch) == A_BATCH:
            comments.bulk_update(batch, ["root_id"])
            batch = []
    comments.bulk_update(batch, ["root_id"])


def count_and_rank(apps, schema_editor):
    """Roots had no count before. As `portal.contributions.ranking` did when branches were first ranked; `manage.py recount` repairs it since."""
    comments = apps.get_model("comments", "Comment").objects
    things = apps.get_model("contributions", "Contribution").objects
    below = comments.filter(depth__gt=0, state="P").order_by().values_list("root_id").annotate(Count("pk"))
    of_a_number = defaultdict(list)
    for root, number in below.iterator(A_BATCH):
        of_a_number[number].append(root)
    for number, found in of_a_number.items():
        for start in range(0, len(found), A_BATCH):
            things.filter(pk__in=found[start : start + A_BATCH]).update(comment_count=number)
    roots = things.filter(pk__in=comments.filter(depth=0).values("pk"))
    felt = sum((F(word) for word in FEELINGS), Value(0))
    above = Subquery(things.filter(pk=OuterRef("subject_id")).values("effective_reveals")[:1])
    counted = Least(felt + Least(F("comment_count"), felt + 3), Value(32_767))
    up = Q(state="P", effective_reveals__lte=above)
    roots.update(rank=Case(When(up, then=counted), default=Value(0)))


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_ranks")]

    operations = [
        migrations.RunPython(name_roots, migrations.RunPython.noop),
        migrations.RunPython(count_and_rank, migrations.RunPython.noop),
    ]
