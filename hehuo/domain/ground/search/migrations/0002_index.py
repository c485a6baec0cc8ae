"""The full-text index, which each engine has its own way of."""

from django.db import migrations


def make(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_searchdoc', content_rowid='number',"
            " tokenize='ascii', detail='none', columnsize=0)"
        )
    else:
        editor.execute(
            "CREATE INDEX search_words ON search_searchdoc USING gin (string_to_array(words, ' '))"
            " WITH (gin_pending_list_limit = 256)"
        )


def drop(apps, editor):
    editor.execute("DROP TABLE search_words" if editor.connection.vendor == "sqlite" else "DROP INDEX search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
