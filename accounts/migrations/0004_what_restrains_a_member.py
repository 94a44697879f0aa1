from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_minors_and_consents"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="muted_for",
            field=models.CharField(blank=True, default="", editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name="member",
            name="muted_until",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="may read, not write, until"),
        ),
        migrations.AddField(
            model_name="member",
            name="suspended_for",
            field=models.CharField(blank=True, default="", editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name="member",
            name="suspended_until",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="may not sign in until"),
        ),
    ]
