from django.db import migrations

# Who was told before that an agreement ends stays told: each is one fact among the warnings (its id is the agreement's).
CARRY = """
INSERT INTO duties_warned (id, community_id, about_kind, about_id, runs_out_on, step, at)
SELECT id, community_id, 'agreements.agreement', id, ends_on, 30, review_told_at
FROM agreements_agreement WHERE review_told_at IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0002_leaving"),
        ("duties", "0007_warned"),
    ]

    operations = [
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="agreement",
            name="review_told_at",
        ),
    ]
