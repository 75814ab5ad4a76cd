"""The database itself refuses to change or remove a row of the audit log."""

from django.db import migrations

from uratibu.web.audit.models.protection import lift, protect


def forwards(apps, schema_editor):
    protect(schema_editor.connection)


def backwards(apps, schema_editor):
    lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
