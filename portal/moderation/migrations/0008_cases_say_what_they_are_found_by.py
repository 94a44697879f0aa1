from django.db import migrations, transaction
from django.db.models import Count, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

AT_ONCE = 2000


def say_it(apps, schema_editor):
    """In steps, each a transaction of its own: in one, every case stays locked until the last is done, which is a
    minute for a hundred thousand. Begun again after it was cut short, it finds the same."""
    Case, Ground = (apps.get_model("moderation", name) for name in ("Case", "Ground"))
    last = Case.objects.aggregate(last=Max("pk"))["last"] or 0
    for begin in range(0, last, AT_ONCE):
        with transaction.atomic():
            some = Case.objects.filter(pk__gt=begin, pk__lte=begin + AT_ONCE)
            some.update(**said(apps))
            Ground.objects.bulk_create(grounds(apps, begin), ignore_conflicts=True)


def said(apps):
    Contribution, Member = apps.get_model("contributions", "Contribution"), apps.get_model("accounts", "Member")
    thing = Contribution.objects.filter(pk=OuterRef("contribution"))
    member = Member.objects.filter(pk=OuterRef("member"))
    reports = apps.get_model("moderation", "Report").objects.filter(case=OuterRef("pk")).order_by()
    amount = reports.values("case").annotate(times=Count("pk")).values("times")
    leading = reports.values("rule").annotate(times=Count("pk"), first=Min("pk")).order_by("-times", "first")
    return {
        "show": Subquery(thing.values("show")[:1]),
        "language": Coalesce(Subquery(thing.values("language")[:1]), Subquery(member.values("language")[:1]), Value("")),
        "report_count": Coalesce(Subquery(amount), Value(0)),
        "leading_rule": Subquery(leading.values("rule")[:1]),
    }


def grounds(apps, begin):
    Report, Ground = (apps.get_model("moderation", name) for name in ("Report", "Ground"))
    named = Report.objects.filter(case__state="O", case__gt=begin, case__lte=begin + AT_ONCE).order_by()
    rows = named.values_list("case", "rule__slug", "case__show", "case__opened_at").distinct()
    return [Ground(case_id=case, rule=rule, show_id=show, opened_at=at) for case, rule, show, at in rows]


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ("accounts", "0001_initial"),
        ("contributions", "0006_reactions_and_bookmarks"),
        ("moderation", "0007_what_the_queue_is_narrowed_by"),
    ]

    operations = [migrations.RunPython(say_it, migrations.RunPython.noop)]
