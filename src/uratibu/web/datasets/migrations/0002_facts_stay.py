"""The database itself refuses to change what a submission is about."""

from django.db import migrations

from uratibu.web.datasets.models.protection import lift, protect


def forwards(apps, schema_editor):
    protect(schema_editor.connection)


def backwards(apps, schema_editor):
    lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("datasets", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
